package org.jawort.consent.log;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A tree of a size that is read from its tiles, for inclusion paths (RFC 6962 section 2.1.1). */
final class TileTree {
  private final TreeHash hash = new TreeHash();
  private final long size;
  private final Map<Place, byte[]> tiles;

  /** Names a tile. */
  record Place(int level, long index) {}

  /** Takes the tiles that {@link #needed} names, as far as there are such; wider ones will do. */
  TileTree(long size, Map<Place, byte[]> tiles) {
    this.size = size;
    this.tiles = tiles;
  }

  /** The tiles from which the path of a position follows: its own and the last of each level. */
  static Set<Place> needed(long position, long size) {
    var places = new LinkedHashSet<Place>();
    for (int level = 0; level < GrowingTree.LEVELS && size >>> (8 * level) > 0; level++) {
      places.add(new Place(level, position >>> (8 * (level + 1))));
      places.add(new Place(level, size >>> (8 * (level + 1))));
    }
    return places;
  }

  /** From the leaf's sibling up to the root's child. */
  List<byte[]> path(long position) {
    var path = new ArrayList<byte[]>();
    long low = 0;
    long high = size;
    while (high - low > 1) {
      long middle = low + split(high - low);
      if (position < middle) {
        path.addFirst(root(middle, high));
        high = middle;
      } else {
        path.addFirst(root(low, middle));
        low = middle;
      }
    }
    return path;
  }

  /**
   * Shows that the tree goes on from its first entries (RFC 6962 section 2.1.2), from the tiles
   * that {@link #needed} names for the last of them.
   *
   * @param first how many, from 1 to the size
   */
  List<byte[]> consistency(long first) {
    var proof = new ArrayList<byte[]>();
    long low = 0;
    long high = size;
    while (high > first) {
      long middle = low + split(high - low);
      if (first <= middle) {
        proof.addFirst(root(middle, high));
        high = middle;
      } else {
        proof.addFirst(root(low, middle));
        low = middle;
      }
    }
    // Whoever asks knows the root of the first entries already.
    if (low > 0) {
      proof.addFirst(root(low, high));
    }
    return proof;
  }

  /** The largest power of two below the number of entries. */
  private static long split(long entries) {
    return Long.highestOneBit(entries - 1);
  }

  private byte[] root(long low, long high) {
    long entries = high - low;
    if (Long.bitCount(entries) == 1) {
      return perfect(low, Long.numberOfTrailingZeros(entries));
    }
    long middle = low + split(entries);
    return hash.node(root(low, middle), root(middle, high));
  }

  private byte[] perfect(long low, int height) {
    int level = height / 8;
    long first = low >>> (8 * level);
    byte[] tile = tiles.get(new Place(level, first >>> 8));
    int count = 1 << (height % 8);
    int offset = (int) (first & 0xFF);
    if (tile == null || tile.length < (offset + count) * TreeHash.LENGTH) {
      throw new IllegalStateException("tile %d/%d lacks hashes".formatted(level, first >>> 8));
    }
    return hash.above(tile, offset, count);
  }
}

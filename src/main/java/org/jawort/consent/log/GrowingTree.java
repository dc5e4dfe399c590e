package org.jawort.consent.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The right edge of the tree, to which entries are added; everything left of it is done with. What
 * it takes from the database is one partial tile per level.
 */
final class GrowingTree {
  /** Enough for 256^7 entries. */
  static final int LEVELS = 7;

  private final TreeHash hash = new TreeHash();
  private final Edge[] edges;
  private final List<Tile> filled = new ArrayList<>();
  private long size;

  /**
   * A tile, full or not yet.
   *
   * @param content its hashes, one behind the other
   */
  record Tile(int level, long index, byte[] content) {}

  /** The last tile of a level, not yet full. */
  private static final class Edge {
    private final byte[] hashes = new byte[TileAddress.FULL * TreeHash.LENGTH];
    private long index;
    private int width;
    private boolean changed;

    byte[] content() {
      return Arrays.copyOf(hashes, width * TreeHash.LENGTH);
    }
  }

  /**
   * Goes on from a size.
   *
   * @param partial the last tile of each level that is not full; those that are wider count up to
   *     the width that belongs to the size
   * @throws IllegalStateException where one is missing or too narrow
   */
  GrowingTree(long size, List<Tile> partial) {
    this.size = size;
    this.edges =
        IntStream.range(0, LEVELS).mapToObj(level -> edge(level, partial)).toArray(Edge[]::new);
  }

  private Edge edge(int level, List<Tile> partial) {
    var edge = new Edge();
    edge.index = size >>> (8 * (level + 1));
    edge.width = TileAddress.partialWidth(size, level).orElse(0);
    if (edge.width > 0) {
      byte[] known =
          partial.stream()
              .filter(tile -> tile.level() == level && tile.index() == edge.index)
              .findFirst()
              .map(Tile::content)
              .filter(content -> content.length >= edge.width * TreeHash.LENGTH)
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "tile %d/%d lacks hashes".formatted(level, edge.index)));
      System.arraycopy(known, 0, edge.hashes, 0, edge.width * TreeHash.LENGTH);
    }
    return edge;
  }

  long size() {
    return size;
  }

  /** Adds an entry at the end. */
  void append(byte[] entry) {
    push(0, hash.leaf(entry));
    size++;
  }

  private void push(int level, byte[] added) {
    Edge edge = edges[level];
    System.arraycopy(added, 0, edge.hashes, edge.width * TreeHash.LENGTH, TreeHash.LENGTH);
    edge.width++;
    edge.changed = true;
    if (edge.width == TileAddress.FULL) {
      filled.add(new Tile(level, edge.index, edge.content()));
      edge.index++;
      edge.width = 0;
      edge.changed = false;
      push(level + 1, hash.above(edge.hashes, 0, TileAddress.FULL));
    }
  }

  /** The tiles that were added to, full and partial. */
  List<Tile> changed() {
    var changed = new ArrayList<Tile>(filled);
    for (int level = 0; level < LEVELS; level++) {
      if (edges[level].changed) {
        changed.add(new Tile(level, edges[level].index, edges[level].content()));
      }
    }
    return changed;
  }

  /** The tiles that became full since this was last asked, which are then forgotten. */
  List<Tile> takeFilled() {
    List<Tile> taken = List.copyOf(filled);
    filled.clear();
    return taken;
  }

  /** The root of the whole tree. */
  byte[] root() {
    byte @Nullable [] root = null;
    for (Edge edge : edges) {
      for (int count = 1; count <= edge.width; count *= 2) {
        if ((edge.width & count) != 0) {
          int first = edge.width & -(2 * count);
          byte[] left = hash.above(edge.hashes, first, count);
          root = root == null ? left : hash.node(left, root);
        }
      }
    }
    return root == null ? hash.empty() : root;
  }
}

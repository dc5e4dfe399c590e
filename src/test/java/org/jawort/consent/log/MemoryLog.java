package org.jawort.consent.log;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tiles kept in a map as the sealer keeps them in the database. */
final class MemoryLog {
  final Map<TileTree.Place, byte[]> tiles = new HashMap<>();
  final TreeMap<Long, byte[]> roots = new TreeMap<>();
  final List<byte[]> entries = new ArrayList<>();
  long size;

  /** Seals a batch: begins from the tiles alone, as a node that knows nothing does. */
  void seal(List<byte[]> batch) {
    List<GrowingTree.Tile> edge =
        tiles.entrySet().stream()
            .filter(tile -> tile.getValue().length < 256 * 32)
            .map(t -> new GrowingTree.Tile(t.getKey().level(), t.getKey().index(), t.getValue()))
            .toList();
    var tree = new GrowingTree(size, edge);
    batch.forEach(tree::append);
    tree.changed().forEach(t -> tiles.put(new TileTree.Place(t.level(), t.index()), t.content()));
    size = tree.size();
    roots.put(size, tree.root());
    entries.addAll(batch);
  }

  /** Answers as the pages do. */
  byte[] fetch(String path) {
    TileAddress address = TileAddress.parse(path.substring("tile/".length())).orElseThrow();
    if (address.level() == TileAddress.ENTRIES) {
      return bundle(address);
    }
    byte[] tile = tiles.get(new TileTree.Place(address.level(), address.index()));
    return Arrays.copyOf(tile, Math.min(tile.length, address.width() * 32));
  }

  private byte[] bundle(TileAddress address) {
    var bundle = new ByteArrayOutputStream();
    int first = (int) address.index() * 256;
    for (byte[] entry : entries.subList(first, first + address.width())) {
      bundle.write(entry.length >> 8);
      bundle.write(entry.length);
      bundle.writeBytes(entry);
    }
    return bundle.toByteArray();
  }
}

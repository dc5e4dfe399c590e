package org.jawort.consent.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jawort.consent.log.TileTree.Place;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of a log of any size a path follows from a few tiles, and from no narrower ones. */
class TilesOfAPathTest {
  private static MemoryLog log(int... batches) {
    var random = new Random(1);
    var log = new MemoryLog();
    for (int batch : batches) {
      log.seal(
          IntStream.range(0, batch)
              .mapToObj(
                  i -> {
                    byte[] entry = new byte[32];
                    random.nextBytes(entry);
                    return entry;
                  })
              .toList());
    }
    return log;
  }

  private static Map<Place, byte[]> only(MemoryLog log, Iterable<Place> places) {
    var some = new HashMap<Place, byte[]>();
    for (Place place : places) {
      byte[] tile = log.tiles.get(place);
      if (tile != null) {
        some.put(place, tile);
      }
    }
    return some;
  }

  private static List<String> hex(List<byte[]> hashes) {
    return hashes.stream().map(HexFormat.of()::formatHex).toList();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "256, 1", "257, 1", "700, 2", "1000, 3", "66000, 9", "131500, 20000"})
  @DisplayName("B-02 The tiles that are named suffice for the path of each entry")
  void named(int size, int step) {
    MemoryLog log = log(size);
    var all = new TileTree(size, log.tiles);
    for (long index = 0; index < size; index += Math.max(1, step * 37L)) {
      var some = new TileTree(size, only(log, TileTree.needed(index, size)));
      assertThat(hex(some.path(index)))
          .as("the path of entry %s of %s from the tiles that were named", index, size)
          .isEqualTo(hex(all.path(index)));
    }
  }

  @Test
  @DisplayName("B-02 At each level the entry's own tile and the last one are named")
  void places() {
    assertThat(TileTree.needed(300, 1000))
        .containsExactly(new Place(0, 1), new Place(0, 3), new Place(1, 0));
    assertThat(TileTree.needed(0, 1)).containsExactly(new Place(0, 0));
    assertThat(TileTree.needed(255, 256))
        .containsExactly(new Place(0, 0), new Place(0, 1), new Place(1, 0));
    assertThat(TileTree.needed(70_000, 200_000))
        .containsExactly(
            new Place(0, 273),
            new Place(0, 781),
            new Place(1, 1),
            new Place(1, 3),
            new Place(2, 0));
  }

  @Test
  @DisplayName("B-02 A tile that is missing or too narrow is named, and nothing is made of it")
  void lacking() {
    MemoryLog log = log(600);
    for (int cut : new int[] {1, 32}) {
      var tiles = new HashMap<>(log.tiles);
      byte[] last = tiles.get(new Place(0, 2));
      tiles.put(new Place(0, 2), Arrays.copyOf(last, last.length - cut));
      assertThatThrownBy(() -> new TileTree(600, tiles).path(5))
          .as("the path from a tile that lacks %s bytes", cut)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("tile 0/2 lacks hashes");
    }
    assertThatThrownBy(() -> new TileTree(600, Map.of()).path(300))
        .hasMessageMatching("tile [01]/\\d+ lacks hashes");
  }

  @Test
  @DisplayName("B-02 A log goes on from tiles as wide as they must be, wider ones included")
  void goingOn() {
    MemoryLog log = log(600);
    byte[] root = log.roots.get(600L);
    byte[] last = log.tiles.get(new Place(0, 2));
    byte[] above = log.tiles.get(new Place(1, 0));
    var upper = new GrowingTree.Tile(1, 0, above);
    for (byte[] wide : List.of(last, Arrays.copyOf(last, last.length + 64))) {
      assertThat(new GrowingTree(600, List.of(new GrowingTree.Tile(0, 2, wide), upper)).root())
          .as("the root from a tile of %s bytes", wide.length)
          .isEqualTo(root);
    }
    var narrow = new GrowingTree.Tile(0, 2, Arrays.copyOf(last, last.length - 1));
    assertThatThrownBy(() -> new GrowingTree(600, List.of(narrow, upper)))
        .hasMessage("tile 0/2 lacks hashes");
    var elsewhere = new GrowingTree.Tile(0, 1, last);
    assertThatThrownBy(() -> new GrowingTree(600, List.of(elsewhere, upper)))
        .hasMessage("tile 0/2 lacks hashes");
  }

  @Test
  @DisplayName("B-02 Tiles that became full are given once, in their order")
  void filled() {
    MemoryLog log = log(600);
    var tree = new GrowingTree(0, List.of());
    var taken = new ArrayList<GrowingTree.Tile>();
    for (byte[] entry : log.entries) {
      tree.append(entry);
      taken.addAll(tree.takeFilled());
    }
    assertThat(taken)
        .extracting(GrowingTree.Tile::level, GrowingTree.Tile::index)
        .containsExactly(tuple(0, 0L), tuple(0, 1L));
    assertThat(taken.get(1).content()).isEqualTo(log.tiles.get(new Place(0, 1)));
    assertThat(tree.takeFilled()).as("what is given a second time").isEmpty();
    assertThat(tree.root()).isEqualTo(log.roots.get(600L));
  }
}

package org.jawort.consent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("law 63: that a log goes on from an earlier state (RFC 6962 section 2.1.2)")
class ConsistencyTest {
  private final SignedLog log = new SignedLog("log.example/ours", 1).grow(70);
  private final Random random = new Random(6962);

  @Test
  @DisplayName("each proof from the tiles is the one of the RFC, and holds")
  void fromTiles() {
    var tiles = new MemoryLog();
    tiles.seal(log.entries());
    for (int to = 1; to <= 70; to++) {
      for (int from = 1; from <= to; from++) {
        List<byte[]> proof = new TileTree(to, tiles.tiles).consistency(from);
        assertThat(proof)
            .as("from %d to %d", from, to)
            .containsExactlyElementsOf(log.proof(from, to));
        assertThat(Consistency.holds(log.checkpoint(from), log.checkpoint(to), proof))
            .as("from %d to %d", from, to)
            .isTrue();
      }
    }
  }

  @Test
  @DisplayName("across tiles, from those alone that are fetched for it")
  void acrossTiles() {
    var tiles = new MemoryLog();
    var many = new SignedLog("log.example/many", 1).grow(1100);
    tiles.seal(many.entries());
    for (int from : List.of(1, 2, 255, 256, 257, 511, 512, 513, 767, 1000, 1023, 1024, 1099)) {
      var fetched = new java.util.HashMap<TileTree.Place, byte[]>();
      TileTree.needed(from - 1, 1100)
          .forEach(
              place -> {
                if (tiles.tiles.containsKey(place)) {
                  fetched.put(place, tiles.tiles.get(place));
                }
              });
      assertThat(new TileTree(1100, fetched).consistency(from))
          .as("from %d", from)
          .containsExactlyElementsOf(many.proof(from, 1100));
    }
  }

  @Test
  @DisplayName("nothing else holds: another root, a changed, missing or further hash, another size")
  void wrong() {
    for (int i = 0; i < 500; i++) {
      int to = 2 + random.nextInt(69);
      int from = 1 + random.nextInt(to - 1);
      Checkpoint earlier = log.checkpoint(from);
      Checkpoint later = log.checkpoint(to);
      List<byte[]> proof = log.proof(from, to);
      Checkpoint otherRoot = new Checkpoint(later.origin(), to, new byte[32]);
      Checkpoint otherPast = new Checkpoint(later.origin(), from, new byte[32]);
      assertThat(Consistency.holds(earlier, otherRoot, proof)).isFalse();
      assertThat(Consistency.holds(otherPast, later, proof)).isFalse();
      assertThat(Consistency.holds(later, earlier, proof)).isFalse();
      for (int place = 0; place < proof.size(); place++) {
        var changed = new ArrayList<>(proof);
        changed.set(place, new byte[32]);
        assertThat(Consistency.holds(earlier, later, changed)).isFalse();
        changed.remove(place);
        assertThat(Consistency.holds(earlier, later, changed)).isFalse();
      }
      var longer = new ArrayList<>(proof);
      longer.add(new byte[32]);
      assertThat(Consistency.holds(earlier, later, longer)).isFalse();
      longer.removeLast();
      longer.addFirst(new byte[32]);
      assertThat(Consistency.holds(earlier, later, longer)).isFalse();
    }
  }

  @Test
  @DisplayName("from nothing and to itself by an empty proof alone")
  void edges() {
    Checkpoint empty = Checkpoint.empty("log.example/ours");
    Checkpoint seven = log.checkpoint(7);
    List<byte[]> some = List.of(new byte[32]);
    assertThat(Consistency.holds(empty, empty, List.of())).isTrue();
    assertThat(Consistency.holds(empty, seven, List.of())).isTrue();
    assertThat(Consistency.holds(seven, seven, List.of())).isTrue();
    assertThat(Consistency.holds(empty, seven, some)).isFalse();
    assertThat(Consistency.holds(seven, seven, some)).isFalse();
    Checkpoint falseEmpty = new Checkpoint("log.example/ours", 0, new byte[32]);
    assertThat(Consistency.holds(falseEmpty, seven, List.of())).isFalse();
    assertThat(Consistency.holds(empty, falseEmpty, List.of())).isFalse();
    assertThat(Consistency.holds(seven, new Checkpoint("", 7, new byte[32]), List.of())).isFalse();
  }
}

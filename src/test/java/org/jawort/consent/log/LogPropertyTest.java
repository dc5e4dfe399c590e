package org.jawort.consent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** B-02: a log of any size, sealed in any batches, holds before a stranger. */
class LogPropertyTest {
  private static MemoryLog log(List<Integer> batches, long seed) {
    var random = new Random(seed);
    var log = new MemoryLog();
    for (int batch : batches) {
      var entries = new ArrayList<byte[]>(batch);
      for (int i = 0; i < batch; i++) {
        byte[] entry = new byte[32];
        random.nextBytes(entry);
        entries.add(entry);
      }
      log.seal(entries);
    }
    return log;
  }

  private static List<String> hex(List<byte[]> hashes) {
    return hashes.stream().map(HexFormat.of()::formatHex).toList();
  }

  @Property(tries = 30)
  void rootsAreThoseOfTheSpecification(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 700) Integer> batches,
      @ForAll long seed) {
    MemoryLog log = log(batches, seed);
    var independentVerifier = new IndependentVerifier(log::fetch);
    for (Map.Entry<Long, byte[]> root : log.roots.entrySet()) {
      int size = root.getKey().intValue();
      assertThat(root.getValue()).isEqualTo(IndependentVerifier.mth(log.entries.subList(0, size)));
      // Old checkpoints can be checked from the tiles of today.
      assertThat(independentVerifier.root(size)).isEqualTo(root.getValue());
      assertThat(IndependentVerifier.mth(independentVerifier.entries(size)))
          .isEqualTo(root.getValue());
    }
  }

  @Property(tries = 30)
  void inclusion(
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 900) Integer> batches,
      @ForAll long seed) {
    MemoryLog log = log(batches, seed);
    var independentVerifier = new IndependentVerifier(log::fetch);
    var random = new Random(seed);
    for (Map.Entry<Long, byte[]> root : log.roots.entrySet()) {
      long size = root.getKey();
      var tree = new TileTree(size, log.tiles);
      for (int i = 0; i < 20; i++) {
        long index = random.nextLong(size);
        byte[] entry = log.entries.get((int) index);
        List<byte[]> path = tree.path(index);
        assertThat(hex(path)).isEqualTo(hex(independentVerifier.inclusion(index, size)));
        assertThat(IndependentVerifier.included(entry, index, size, path, root.getValue()))
            .isTrue();
        var checkpoint = new Checkpoint("example.org/log", size, root.getValue());
        var note = new SignedNote(checkpoint.text(), List.of());
        var proof = new LogProof(Optional.empty(), index, path, note);
        assertThat(proof.leadsToRoot(entry)).isTrue();
        byte[] other = entry.clone();
        other[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
        assertThat(proof.leadsToRoot(other)).isFalse();
        assertThat(IndependentVerifier.included(other, index, size, path, root.getValue()))
            .isFalse();
        assertThat(TileTree.needed(index, size)).hasSizeLessThanOrEqualTo(6);
      }
    }
  }

  @Property(tries = 30)
  void consistency(
      @ForAll @Size(min = 2, max = 6) List<@IntRange(min = 1, max = 900) Integer> batches,
      @ForAll long seed) {
    MemoryLog log = log(batches, seed);
    var independentVerifier = new IndependentVerifier(log::fetch);
    long last = log.size;
    byte[] root = log.roots.get(last);
    for (Map.Entry<Long, byte[]> earlier : log.roots.entrySet()) {
      long size = earlier.getKey();
      List<byte[]> proof = independentVerifier.consistency(size, last);
      assertThat(IndependentVerifier.consistent(size, earlier.getValue(), last, root, proof))
          .isTrue();
      byte[] wrong = earlier.getValue().clone();
      wrong[0] ^= 1;
      assertThat(IndependentVerifier.consistent(size, wrong, last, root, proof)).isFalse();
    }
  }

  @Property(tries = 3)
  void large(@ForAll @IntRange(min = 65_000, max = 140_000) int size, @ForAll long seed) {
    MemoryLog log = log(List.of(size / 3, 1, size - size / 3 - 1), seed);
    var independentVerifier = new IndependentVerifier(log::fetch);
    assertThat(independentVerifier.root(size)).isEqualTo(log.roots.get((long) size));
    assertThat(IndependentVerifier.mth(log.entries)).isEqualTo(log.roots.get((long) size));
    for (long index : new long[] {0, 65_535, size / 2, size - 1}) {
      assertThat(hex(new TileTree(size, log.tiles).path(index)))
          .isEqualTo(hex(independentVerifier.inclusion(index, size)));
    }
    long earlier = size / 3 + 1L;
    assertThat(
            IndependentVerifier.consistent(
                earlier,
                log.roots.get(earlier),
                size,
                log.roots.get((long) size),
                independentVerifier.consistency(earlier, size)))
        .isTrue();
  }
}

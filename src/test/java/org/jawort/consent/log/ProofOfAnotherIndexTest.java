package org.jawort.consent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("law 51: a path proves one entry at one index, and nothing else")
class ProofOfAnotherIndexTest {
  private static final int LARGEST = 34;

  private static byte[] entry(int index) {
    return ByteBuffer.allocate(32).putInt(index).array();
  }

  private static MemoryLog log(int size) {
    var log = new MemoryLog();
    log.seal(IntStream.range(0, size).mapToObj(ProofOfAnotherIndexTest::entry).toList());
    return log;
  }

  private static LogProof proof(MemoryLog log, long index, List<byte[]> path) {
    var checkpoint = new Checkpoint("example.org/log", log.size, log.roots.get(log.size));
    return new LogProof(
        Optional.empty(), index, path, new SignedNote(checkpoint.text(), List.of()));
  }

  @Test
  @DisplayName("a path leads to the root from its own index alone")
  void index() {
    for (int size = 1; size <= LARGEST; size++) {
      MemoryLog log = log(size);
      for (int of = 0; of < size; of++) {
        List<byte[]> path = new TileTree(size, log.tiles).path(of);
        for (int said = 0; said < size + 2; said++) {
          assertThat(proof(log, said, path).leadsToRoot(entry(of)))
              .as("the path of entry %d in a log of %d, told as that of %d", of, size, said)
              .isEqualTo(said == of);
        }
      }
    }
  }

  @Test
  @DisplayName("a path that ends too soon or goes on behind the root leads nowhere")
  void length() {
    for (int size = 1; size <= LARGEST; size++) {
      MemoryLog log = log(size);
      for (int of = 0; of < size; of++) {
        var longer = new ArrayList<>(new TileTree(size, log.tiles).path(of));
        if (!longer.isEmpty()) {
          List<byte[]> shorter = longer.subList(0, longer.size() - 1);
          assertThat(proof(log, of, shorter).leadsToRoot(entry(of)))
              .as("the path of entry %d in a log of %d without its last hash", of, size)
              .isFalse();
        }
        longer.add(new byte[32]);
        assertThat(proof(log, of, longer).leadsToRoot(entry(of)))
            .as("the path of entry %d in a log of %d with a hash behind it", of, size)
            .isFalse();
      }
    }
  }
}

package org.jawort.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {
  @TempDir Path parent;

  @Test
  void twoMayUnpackAtOnce() throws Exception {
    try (var two = Executors.newFixedThreadPool(2)) {
      var first = two.submit(() -> Binaries.in(parent, parent));
      var second = two.submit(() -> Binaries.in(parent, parent));
      assertThat(first.get()).isEqualTo(second.get());
      assertThat(parent.toFile().list()).hasSize(1);
      assertThat(Path.of(first.get().program("postgres"))).isExecutable();
      assertThat(first.get().major()).isEqualTo("18");
    }
  }
}

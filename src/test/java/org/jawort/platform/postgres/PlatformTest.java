package org.jawort.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlatformTest {
  @Test
  void namesTheArchiveOfEachPlatform() {
    assertThat(Platform.of("Linux", "amd64", false).archives())
        .containsExactly("postgres-linux-x86_64.txz");
    assertThat(Platform.of("Linux", "aarch64", true).archives())
        .containsExactly("postgres-linux-arm_64-alpine_linux.txz", "postgres-linux-arm_64.txz");
    assertThat(Platform.of("Mac OS X", "aarch64", false).archives())
        .containsExactly("postgres-darwin-arm_64.txz");
  }

  @Test
  void saysWhatToDoWhereThereIsNone() {
    assertThatThrownBy(() -> Platform.of("Plan 9", "mips", false).archive(Path.of("/data")))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessage(
            "JAWORT_DATA=/data needs an embedded PostgreSQL, and this build has none for plan_9"
                + " mips. Set JAWORT_DATABASE_URL to a PostgreSQL 15 or newer instead.");
  }
}

package org.jawort.form.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jawort.form.FormId;
import org.jawort.platform.MasterSecret;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S0-01 The signed time tells programs from people")
class FillTimeTest {
  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private static final FormId FORM = new FormId(new UUID(1, 2));
  private final FillTime fillTime = new FillTime(new MasterSecret("x".repeat(32)));
  private final String stamp = fillTime.stamp(FORM, 3, NOW);

  @Test
  void peopleTakeTwoSeconds() {
    assertThat(possible(stamp, NOW.plusMillis(1999))).isFalse();
    assertThat(possible(stamp, NOW.plusMillis(2000))).isTrue();
    assertThat(possible(stamp, NOW.plus(Duration.ofDays(400)))).isTrue();
    assertThat(possible(stamp, NOW.minusSeconds(1))).isFalse();
  }

  @Test
  void withoutOneItMayBeAForeignPage() {
    assertThat(possible("", NOW)).isTrue();
  }

  @Test
  void forgedOnes() {
    Instant later = NOW.plusSeconds(60);
    String other = new FillTime(new MasterSecret("y".repeat(32))).stamp(FORM, 3, NOW);
    assertThat(possible(other, later)).isFalse();
    assertThat(possible(fillTime.stamp(new FormId(new UUID(1, 3)), 3, NOW), later)).isFalse();
    assertThat(possible("A" + stamp.substring(1), later)).isEqualTo(stamp.startsWith("A"));
    assertThat(possible("B" + stamp.substring(1), later)).isFalse();
    assertThat(possible(stamp.substring(1), later)).isFalse();
    assertThat(possible("!".repeat(stamp.length()), later)).isFalse();
    assertThat(possible("1", later)).isFalse();
  }

  private boolean possible(String text, Instant now) {
    return fillTime.humanlyPossible(FORM, text, Duration.ofSeconds(2), now);
  }
}

package org.jawort.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Identifiers that stand in the order in which they were made (RFC 9562, section 5.7). */
class IdsTest {
  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00.123Z");

  /** As the database compares them: as bytes, without a sign. */
  private static final Comparator<UUID> BY_BYTES =
      Comparator.<UUID>comparingLong(id -> id.getMostSignificantBits() ^ Long.MIN_VALUE)
          .thenComparingLong(id -> id.getLeastSignificantBits() ^ Long.MIN_VALUE);

  private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
  private final Ids ids = new Ids(clock::get);

  private static long millisecond(UUID id) {
    return id.getMostSignificantBits() >>> 16;
  }

  @Test
  @DisplayName("It tells version 7, the variant of the RFC, and the millisecond of the clock")
  void form() {
    UUID id = ids.next();
    assertThat(id.version()).as("version of %s", id).isEqualTo(7);
    assertThat(id.variant()).as("variant of %s", id).isEqualTo(2);
    assertThat(millisecond(id)).as("its millisecond").isEqualTo(NOW.toEpochMilli());
  }

  @Test
  @DisplayName("Many of one millisecond ascend, and spill over into the next one")
  void ascend() {
    List<UUID> made = Stream.generate(ids::next).limit(5_000).toList();
    var sorted = new ArrayList<>(made);
    sorted.sort(BY_BYTES);
    assertThat(made).as("5000 ids in the order in which they were made").isEqualTo(sorted);
    assertThat(made.stream().map(UUID::getMostSignificantBits).distinct().count())
        .as("different times among them")
        .isEqualTo(5_000);
    assertThat(millisecond(made.get(4_095))).isEqualTo(NOW.toEpochMilli());
    assertThat(millisecond(made.get(4_096))).isEqualTo(NOW.toEpochMilli() + 1);
    assertThat(made).allMatch(id -> id.version() == 7 && id.variant() == 2);
  }

  @Test
  @DisplayName("A clock that is set back does not bring back old ones")
  void clockSetBack() {
    UUID before = ids.next();
    clock.set(NOW.minusSeconds(60));
    UUID after = ids.next();
    assertThat(BY_BYTES.compare(before, after))
        .as("the order of %s and of %s, made with a clock set back", before, after)
        .isNegative();
    clock.set(NOW.plusSeconds(60));
    assertThat(millisecond(ids.next()))
        .as("the millisecond once the clock has gone on")
        .isEqualTo(NOW.plusSeconds(60).toEpochMilli());
  }

  @Test
  @DisplayName("Two nodes with one clock do not make the same, and none can be guessed")
  void random() {
    var other = new Ids(clock::get);
    var tails = new HashSet<Long>();
    for (int i = 0; i < 1_000; i++) {
      tails.add(ids.next().getLeastSignificantBits());
      tails.add(other.next().getLeastSignificantBits());
    }
    assertThat(tails).as("different second halves of 2000 ids").hasSize(2_000);
  }
}

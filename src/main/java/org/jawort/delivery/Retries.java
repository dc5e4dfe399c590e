package org.jawort.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a message that was not taken is tried again. */
final class Retries {
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(4));
  private static final Duration LONGEST = Duration.ofDays(2);

  /** Tries after which what fails by a fault of ours is set aside (architecture: workers). */
  private static final int MOST_FAULTS = 5;

  private Retries() {}

  /** Tells whether it failed so often that only somebody who looks at it can help. */
  static boolean isFaulty(int attempts) {
    return attempts >= MOST_FAULTS;
  }

  /** The fault as it is kept: its kind alone, as its message may hold something personal. */
  static String fault(Throwable fault) {
    return "Jawort: " + fault.getClass().getSimpleName();
  }

  /**
   * Returns when to try next, the last time two days after it was asked for; empty from then on.
   *
   * @param attempts made so far
   */
  static Optional<Instant> next(Instant createdAt, int attempts, Instant now) {
    Instant end = createdAt.plus(LONGEST);
    if (!now.isBefore(end)) {
      return Optional.empty();
    }
    Instant next = now.plus(WAITS.get(Math.clamp(attempts - 1, 0, WAITS.size() - 1)));
    return Optional.of(next.isAfter(end) ? end : next);
  }
}

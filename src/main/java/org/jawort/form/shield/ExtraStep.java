package org.jawort.form.shield;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One more step that somebody is asked for before a submission counts.
 *
 * @param at when it was asked for
 * @param version of the form
 * @param work whether it takes work by the browser, or a wait
 * @param id which no other step has
 */
public record ExtraStep(Instant at, int version, boolean work, UUID id) {
  /** For how long it can be taken: a coffee may come between. Whoever is late is asked anew. */
  public static final Duration VALID = Duration.ofMinutes(30);

  /** How long somebody waits whose browser does no work. */
  public static final Duration WAIT = Duration.ofSeconds(20);

  /** What of the wait is left, by the second; nothing where the step takes no work. */
  public Duration left(Instant now) {
    Duration left = Duration.between(now, at.plus(WAIT));
    return work && left.isPositive() ? left : Duration.ZERO;
  }

  /** The first instant at which it cannot be taken any more. */
  public Instant end() {
    return at.plus(VALID);
  }
}

package org.jawort.form.shield;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How many submissions of one network need no extra step.
 *
 * @param anHour in an hour by the clock
 * @param aDay in a day by the clock (UTC)
 */
public record NetworkLimits(int anHour, int aDay) {
  /**
   * A trade fair behind one address signs up one visitor a minute without noticing, and ten a
   * minute with an extra step that their browsers take by themselves.
   */
  public static final NetworkLimits USUAL = new NetworkLimits(60, 400);

  /** So many times as much is turned away. */
  public static final int FAR_OVER = 10;

  /** How a network stands. */
  public sealed interface Standing {}

  /** It has something left. */
  public record Within() implements Standing {}

  /** Its next one takes an extra step. */
  public record Over() implements Standing {}

  /** Its next ones are turned away. */
  public record FarOver(Duration until) implements Standing {}

  /** How a network stands from which so much came. */
  Standing of(NetworkCount count, Instant now) {
    int hour = count.inHour(now);
    int day = count.onDay(now);
    if (day >= FAR_OVER * aDay) {
      return new FarOver(left(now, ChronoUnit.DAYS));
    }
    if (hour >= FAR_OVER * anHour) {
      return new FarOver(left(now, ChronoUnit.HOURS));
    }
    return hour >= anHour || day >= aDay ? new Over() : new Within();
  }

  private static Duration left(Instant now, ChronoUnit window) {
    return Duration.between(now, now.truncatedTo(window).plus(1, window));
  }
}

package org.jawort.tenant.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a job has come.
 *
 * @param total how many it concerns, counted when it started; at the end it may differ a little
 *     from what was done, where some went or came meanwhile
 * @param done of them, until now
 * @param outcome how many came to what, by the kind's own names
 */
public record JobProgress(int total, int done, Map<String, Integer> outcome, Pace pace) {
  /** Copies the counts. */
  public JobProgress {
    outcome = Map.copyOf(outcome);
  }

  /**
   * From what its rate follows: a pause does not make it slower.
   *
   * @param since when it goes on without one
   * @param from how many were done by then
   * @param workedAt when the latest batch was written
   */
  public record Pace(Instant since, int from, Instant workedAt) {}

  /** How many came to that. */
  public int count(String what) {
    return outcome.getOrDefault(what, 0);
  }

  /** Done so far, in whole percent. */
  public int percent() {
    return total == 0 ? 100 : (int) Math.min(100, 100L * done / total);
  }

  /** How many a second since it began or went on, until the latest batch; 0 before that. */
  public double perSecond() {
    long milliseconds = Duration.between(pace.since(), pace.workedAt()).toMillis();
    return milliseconds <= 0 ? 0 : (done - pace.from()) * 1000.0 / milliseconds;
  }

  /** Seconds that the rest takes at this rate, or null before anything is known. */
  public @Nullable Long secondsLeft() {
    double rate = perSecond();
    return rate <= 0 ? null : (long) Math.ceil(Math.max(0, total - done) / rate);
  }
}

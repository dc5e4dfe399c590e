package org.jawort.optin.run;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the run of a trial is.
 *
 * @param step where it stands or ended
 * @param dueAt when it goes on by itself; null where it ended
 * @param counts the steps that it came to, as {@link RunStatistics#counts} would say it of this run
 *     alone
 */
public record TrialWay(String step, @Nullable Instant dueAt, Map<String, StepCounts> counts) {
  /** Copies the map. */
  public TrialWay {
    counts = Map.copyOf(counts);
  }

  /** Tells whether nothing follows any more. */
  public boolean ended() {
    return dueAt == null;
  }
}

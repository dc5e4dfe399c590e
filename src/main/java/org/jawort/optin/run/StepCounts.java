package org.jawort.optin.run;

import java.util.Map;
import org.jawort.optin.step.Step;

/**
 * How many runs of one version were at a step.
 *
 * @param standing how many stand there now
 * @param left how many left it, by the way that they went; a way that nobody went is missing
 * @param ended how many came to their end here
 */
public record StepCounts(long standing, Map<Step.Way, Long> left, long ended) {
  /** Copies the map. */
  public StepCounts {
    left = Map.copyOf(left);
  }
}

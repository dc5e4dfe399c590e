package org.jawort.tenant.job;

import java.util.List;
import java.util.Optional;

/**
 * A job as a page shows it.
 *
 * @param startedBy name of the member of staff; empty where another system did, or who is gone
 * @param counts how many came to what, the most first
 */
public record JobView(Job job, JobText title, Optional<String> startedBy, List<Count> counts) {
  /** Copies the counts. */
  public JobView {
    counts = List.copyOf(counts);
  }

  /**
   * How many came to the same.
   *
   * @param what by the kind's own name
   */
  public record Count(String what, int many, JobText meaning) {}
}

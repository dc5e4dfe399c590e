package org.jawort.tenant.job;

import java.time.Instant;
import java.util.Map;

/** What became of one batch of a job. */
public sealed interface JobBatchOutcome {
  /**
   * It was done, and is committed with this.
   *
   * @param cursor up to where it came, as the kind reads it again
   * @param worked how many it looked at
   * @param outcome how many of them came to what
   * @param last whether nothing comes after it
   */
  record Worked(String cursor, int worked, Map<String, Integer> outcome, boolean last)
      implements JobBatchOutcome {
    /** Copies the counts. */
    public Worked {
      outcome = Map.copyOf(outcome);
    }
  }

  /**
   * So much of it was done as may be for now, and is committed with this; nobody looks at it again
   * before a time.
   *
   * @param done what was done; never the last
   * @param why in words, for whoever looks at the job meanwhile
   */
  record Rested(Worked done, Instant until, JobText why) implements JobBatchOutcome {}

  /** The job cannot go on as things stand; nothing was done, and trying again would not help. */
  record CannotGoOn(JobText reason) implements JobBatchOutcome {}
}

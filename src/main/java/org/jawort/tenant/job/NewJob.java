package org.jawort.tenant.job;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job that is to be started.
 *
 * @param kind {@link JobKind#name}
 * @param startedBy the member of staff, or null where another system did
 * @param total how many it concerns
 * @param outcome counts that are known before the first batch, such as those whom it leaves out
 * @param about what it is about, to be written as JSON and kept: ids and choices, nothing personal
 * @param parameters what is needed to do it, to be written as JSON and forgotten at the end
 * @param once what no two open jobs of the kind may both be about, or null where any number may
 */
public record NewJob(
    String kind,
    @Nullable UUID startedBy,
    int total,
    Map<String, Integer> outcome,
    Object about,
    Object parameters,
    @Nullable String once) {
  /** Copies the counts. */
  public NewJob {
    outcome = Map.copyOf(outcome);
  }
}

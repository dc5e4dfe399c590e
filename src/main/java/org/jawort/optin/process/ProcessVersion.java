package org.jawort.optin.process;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jawort.optin.step.Step;
import org.jawort.platform.Language;
import org.jspecify.annotations.Nullable;

/**
 * A process as it went online once; never changed again. Runs stay on the version that they began
 * on.
 *
 * @param steps the first is the entry
 * @param createdAt when it went online
 * @param createdBy the member of staff, or null for what a tenant was given
 */
public record ProcessVersion(
    ProcessId process,
    String name,
    Language language,
    int version,
    List<Step> steps,
    Instant createdAt,
    @Nullable UUID createdBy) {
  /** Copies the steps. */
  public ProcessVersion {
    steps = List.copyOf(steps);
  }

  /** The id of the step at which runs begin. */
  public String entry() {
    return steps.getFirst().id();
  }
}

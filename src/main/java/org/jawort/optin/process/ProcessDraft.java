package org.jawort.optin.process;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.optin.step.Step;
import org.jawort.platform.Language;

/**
 * A process as it is being worked on; there is at most one draft of a process, beside the version
 * that is online.
 *
 * @param revision counts the changes; 0 where nobody changed anything yet and the steps are those
 *     of the latest version
 * @param steps the first is the entry; anything may be missing
 * @param changedBy who changed it last
 * @param earlier how many changes can be taken back
 * @param later how many that were taken back can be made again
 */
public record ProcessDraft(
    ProcessId process,
    String name,
    Language language,
    int revision,
    List<Step> steps,
    Instant changedAt,
    Optional<UUID> changedBy,
    int earlier,
    int later) {
  /** Copies the steps. */
  public ProcessDraft {
    steps = List.copyOf(steps);
  }
}

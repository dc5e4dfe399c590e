package org.jawort.optin.process;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.optin.step.ProcessProblem;

/** What became of the wish to change a process. */
public sealed interface ProcessChangeOutcome {
  /** It is written. */
  record Saved(ProcessDraft draft) implements ProcessChangeOutcome {}

  /**
   * Somebody else was first; nothing was written.
   *
   * @param present the draft as it is now
   */
  record Conflict(ProcessDraft present) implements ProcessChangeOutcome {
    /** Who was first, where it is known. */
    public Optional<UUID> by() {
      return present.changedBy();
    }

    /** When. */
    public Instant at() {
      return present.changedAt();
    }
  }

  /**
   * It is online from now on.
   *
   * @param archived the one that it took the place of; whoever is under way there finishes there
   */
  record Activated(ProcessVersion version, Optional<OptInProcess> archived)
      implements ProcessChangeOutcome {}

  /** It cannot go online like this; nothing was written. */
  record Invalid(List<ProcessProblem> problems) implements ProcessChangeOutcome {
    /** Copies the problems. */
    public Invalid {
      problems = List.copyOf(problems);
    }
  }

  /** It is out of use; who is under way finishes. */
  record Archived() implements ProcessChangeOutcome {}

  /** It is what takes in the sign-ups of its language, and no other would; nothing was written. */
  record InUse() implements ProcessChangeOutcome {}

  /** There was nothing to change; nothing was written. */
  record Unchanged() implements ProcessChangeOutcome {}

  /** It was renamed. */
  record Renamed() implements ProcessChangeOutcome {}

  /** The draft is gone, and with it the process where it was never online. */
  record Deleted() implements ProcessChangeOutcome {}

  /** The tenant has no such process or version. */
  record Unknown() implements ProcessChangeOutcome {}
}

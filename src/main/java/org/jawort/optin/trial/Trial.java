package org.jawort.optin.trial;

import java.time.Instant;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.optin.process.ProcessId;
import org.jawort.optin.run.RunId;
import org.jawort.tenant.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Probe: somebody of the staff walks a process with an address of their own (S1-15).
 *
 * @param removeAt when it goes by itself
 * @param removedAt when it went, or null
 * @param contact made for it; null as soon as it is removed, or was erased otherwise
 * @param address as typed; null likewise
 */
public record Trial(
    TrialId id,
    UserId startedBy,
    Instant startedAt,
    Instant removeAt,
    ProcessId process,
    int version,
    PurposeId purpose,
    RunId run,
    ContactPointId contactPoint,
    @Nullable Instant removedAt,
    @Nullable ContactId contact,
    @Nullable String address) {
  /** One that begins now. */
  static Trial begun(
      TrialId id, NewTrial wish, RunId run, ContactPointId point, Instant now, Instant removeAt) {
    return new Trial(
        id,
        wish.by(),
        now,
        removeAt,
        wish.process(),
        wish.version(),
        wish.purpose(),
        run,
        point,
        null,
        null,
        wish.address().typed());
  }

  /** Tells whether there is anything of it left. */
  public boolean isThere() {
    return removedAt == null && address != null;
  }
}

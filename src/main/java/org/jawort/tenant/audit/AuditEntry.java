package org.jawort.tenant.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Who did or saw what, when and from where.
 *
 * @param network the IP address that it came from, or null where it came from nowhere
 * @param deed method and address of the program, with ids in their places left open
 * @param ids what it was about, in the order of the address
 * @param reason why, where that was asked, or null
 * @param seal number of the seal that covers it, or null until the next one
 */
public record AuditEntry(
    UUID id,
    Instant at,
    Actor actor,
    @Nullable String network,
    AuditKind kind,
    String deed,
    List<UUID> ids,
    AuditOutcome outcome,
    @Nullable String reason,
    @Nullable Integer seal) {
  /** Copies the ids. */
  public AuditEntry {
    ids = List.copyOf(ids);
  }

  /** One that no seal covers yet. */
  static AuditEntry fresh(
      UUID id,
      Instant at,
      AuditParty party,
      AuditKind kind,
      String deed,
      List<UUID> ids,
      AuditOutcome outcome,
      @Nullable String reason) {
    return new AuditEntry(
        id, at, party.actor(), party.network(), kind, deed, ids, outcome, reason, null);
  }
}

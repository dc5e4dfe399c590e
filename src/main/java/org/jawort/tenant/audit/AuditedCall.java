package org.jawort.tenant.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A call that leaves a trace: with the first transaction in which it writes, so that there is no
 * change without its entry; otherwise at its end, before anything is shown.
 */
final class AuditedCall implements Database.Companion {
  private final AuditRows rows;
  private final Ids ids;
  private final AuditParty party;
  private final AuditKind kind;
  private final String deed;
  private final Map<String, String> variables;
  private final Instant at;
  private final List<UUID> about = new ArrayList<>();
  private @Nullable String reason;
  private AuditOutcome outcome = AuditOutcome.DONE;
  private @Nullable AuditOutcome writing;
  private @Nullable AuditOutcome written;

  AuditedCall(
      AuditRows rows,
      Ids ids,
      AuditParty party,
      AuditKind kind,
      String deed,
      Map<String, String> variables,
      Instant at) {
    this.rows = rows;
    this.ids = ids;
    this.party = party;
    this.kind = kind;
    this.deed = deed;
    this.variables = Map.copyOf(variables);
    this.at = at;
    AuditedAddresses.variables(deed).stream()
        .map(this.variables::get)
        .filter(AuditedAddresses::isId)
        .map(UUID::fromString)
        .forEach(about::add);
  }

  void about(UUID id) {
    if (!about.contains(id)) {
      about.add(id);
    }
  }

  void because(String why) {
    reason = why;
  }

  TenantId tenant() {
    return party.tenant();
  }

  /** Says how it ended; returns whether there is something to write yet. */
  boolean end(AuditOutcome how) {
    outcome = how;
    return written != how;
  }

  @Override
  public void write(Connection connection, Set<TenantId> tenants) throws SQLException {
    if (written != outcome && tenants.contains(party.tenant())) {
      rows.insert(connection, party.tenant(), entry());
      writing = outcome;
    }
  }

  /** What was typed into an address that came to nothing may be anything, and is left out. */
  private AuditEntry entry() {
    boolean done = outcome == AuditOutcome.DONE;
    return AuditEntry.fresh(
        ids.next(),
        at,
        party,
        kind,
        done ? AuditedAddresses.filled(deed, variables) : deed,
        about,
        outcome,
        reason);
  }

  @Override
  public void ended(boolean committed) {
    if (committed && writing != null) {
      written = writing;
    }
    writing = null;
  }
}

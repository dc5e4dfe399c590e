package org.jawort.tenant.audit;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.springframework.stereotype.Component;

/**
 * Writes the audit log (law 64). A call of an address is followed from its beginning to its end;
 * what goes on inside may add what it is about.
 */
@Component
public class AuditTrail {
  private static final int LONGEST_REASON = 500;

  private final Database database;
  private final AuditRows rows;
  private final Ids ids;
  private final InstantSource clock;

  AuditTrail(Database database, AuditRows rows, Ids ids, InstantSource clock) {
    this.database = database;
    this.rows = rows;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Follows a call of this thread from now on.
   *
   * @param deed method and address
   * @param variables of the address, by name
   */
  public void begin(AuditParty party, AuditKind kind, String deed, Map<String, String> variables) {
    database.accompany(new AuditedCall(rows, ids, party, kind, deed, variables, clock.instant()));
  }

  /** Adds what the call is about, such as the person that it has just made. */
  public void about(UUID id) {
    call().ifPresent(call -> call.about(id));
  }

  /** Adds why, without whatever looks like the address of a mailbox. */
  public void because(String why) {
    String said = why.strip().replaceAll("\\s+", " ").replaceAll("\\S*@\\S*", "…");
    call()
        .ifPresent(
            call -> call.because(said.substring(0, Math.min(said.length(), LONGEST_REASON))));
  }

  /** Writes what came of the call, where no transaction of its own has said so yet. */
  public void settle(AuditOutcome outcome) {
    call()
        .filter(call -> call.end(outcome))
        .ifPresent(call -> database.write(call.tenant(), connection -> true));
  }

  /** Follows nothing any more. */
  public void end() {
    if (call().isPresent()) {
      database.accompany(null);
    }
  }

  private Optional<AuditedCall> call() {
    return database.companion().filter(AuditedCall.class::isInstance).map(AuditedCall.class::cast);
  }

  /** Writes an entry about what is no call of an address, such as a try to sign in. */
  public void append(
      AuditParty party, AuditKind kind, String deed, List<UUID> about, AuditOutcome outcome) {
    AuditEntry entry =
        AuditEntry.fresh(ids.next(), clock.instant(), party, kind, deed, about, outcome, null);
    database.write(
        party.tenant(),
        connection -> {
          rows.insert(connection, party.tenant(), entry);
          return entry;
        });
  }
}

package org.jawort.optin;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jawort.consent.Actor;
import org.jawort.consent.EventType;
import org.jawort.consent.Ledger;
import org.jawort.consent.NewEvent;
import org.jawort.contact.Arrivals;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.contact.MailBlocks;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Ends the runs whose waiting time is over (S1-07, law 23): status LAPSED, mail block, run ended.
 * Any number of nodes may do it at once; a run that another one holds is skipped.
 */
@Component
public class Lapses {
  private static final int BATCH = 1_000;

  /** From the sign-up until a contact that never confirmed is erased. */
  private static final String ERASE_AFTER = "14 days";

  private final Database database;
  private final Tenants tenants;
  private final Arrivals arrivals;
  private final Ledger ledger;
  private final Runs runs;
  private final InstantSource clock;

  Lapses(
      Database database,
      Tenants tenants,
      Arrivals arrivals,
      Ledger ledger,
      Runs runs,
      InstantSource clock) {
    this.database = database;
    this.tenants = tenants;
    this.arrivals = arrivals;
    this.ledger = ledger;
    this.runs = runs;
    this.clock = clock;
  }

  /** Ends all that is due now and returns how many runs lapsed. */
  public int lapseDue() {
    int lapsed = 0;
    for (TenantId tenant : tenants.all()) {
      int batch;
      do {
        batch = database.write(tenant, connection -> lapse(connection, tenant, clock.instant()));
        lapsed += batch;
      } while (batch == BATCH);
    }
    return lapsed;
  }

  private int lapse(Connection connection, TenantId tenant, Instant now) throws SQLException {
    List<Runs.Due> due = runs.claimDue(connection, tenant, now, BATCH);
    if (due.isEmpty()) {
      return 0;
    }
    List<MailBlocks.Target> targets =
        due.stream().map(run -> new MailBlocks.Target(tenant, run.contactPoint(), now)).toList();
    arrivals.lock(connection, targets);
    Set<ContactPointId> consenting = consenting(connection, tenant, due);
    ledger.append(
        connection, due.stream().map(run -> event(run, blockFor(run, consenting), now)).toList());
    runs.end(
        connection,
        due.stream()
            .map(
                run ->
                    new Runs.End(
                        tenant, run.contactPoint(), run.purpose(), "unsubscribe", "LAPSED", now))
            .toList());
    markForErasure(connection, tenant, due);
    return due.size();
  }

  /** Whoever consented to another purpose is not to be cut off from it. */
  private static @Nullable MailBlock blockFor(Runs.Due run, Set<ContactPointId> consenting) {
    return consenting.contains(run.contactPoint()) ? null : MailBlock.LAPSED;
  }

  private static Set<ContactPointId> consenting(
      Connection connection, TenantId tenant, List<Runs.Due> due) throws SQLException {
    String sql =
        """
        SELECT contact_point_id FROM consent
        WHERE tenant_id = ? AND contact_point_id = ANY (?)
          AND status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED')
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, tenant.value());
      statement.setArray(2, Rows.uuids(connection, due, run -> run.contactPoint().value()));
      var found = new HashSet<ContactPointId>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(new ContactPointId(row.getObject(1, UUID.class)));
        }
      }
      return found;
    }
  }

  private static NewEvent event(Runs.Due run, @Nullable MailBlock block, Instant now) {
    return new NewEvent(
        run.tenant(),
        run.contactPoint(),
        run.purpose(),
        EventType.LAPSED,
        Actor.PROCESS,
        "PROCESS",
        null,
        null,
        null,
        null,
        now,
        block);
  }

  /** Counted from the latest sign-up, which moved the end of the wait. */
  private static void markForErasure(Connection connection, TenantId tenant, List<Runs.Due> due)
      throws SQLException {
    String sql =
        """
        UPDATE run r SET erase_at = s.at + ?::interval
        FROM (SELECT r.id, max(e.at) AS at
              FROM unnest(?::uuid[]) AS d (id)
              JOIN run r ON r.tenant_id = ? AND r.id = d.id
              JOIN contact_point p ON p.tenant_id = r.tenant_id AND p.id = r.contact_point_id
              JOIN contact c ON c.tenant_id = p.tenant_id AND c.id = p.contact_id
              JOIN consent_event e ON e.tenant_id = r.tenant_id AND e.purpose_id = r.purpose_id
                AND e.contact_point_id = r.contact_point_id AND e.type = 'SIGNED_UP'
              WHERE c.origin = 'FORM'
              GROUP BY r.id) s
        WHERE r.tenant_id = ? AND r.id = s.id
        """;
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, ERASE_AFTER);
      statement.setArray(2, Rows.uuids(connection, due, run -> run.run().value()));
      statement.setObject(3, tenant.value());
      statement.setObject(4, tenant.value());
      statement.executeUpdate();
    }
  }
}

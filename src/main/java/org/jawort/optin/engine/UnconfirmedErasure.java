package org.jawort.optin.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Contacts;
import org.jawort.contact.Suppressions;
import org.jawort.platform.Database;
import org.jawort.platform.EachTenant;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/**
 * Erases contacts that came only through a form and never confirmed, 14 days after their sign-up
 * (law 23), be it that they never answered or that they refused. The ledger keeps their events
 * without any personal part; a "no" outlives them as a keyed hash on the suppression list, so that
 * nobody but they themselves bring the address back (law 36).
 */
@Component
public class UnconfirmedErasure {
  private static final int BATCH = 1_000;

  private final Database database;
  private final Tenants tenants;
  private final PersonErasure erasure;
  private final Suppressions suppressions;
  private final Contacts contacts;
  private final InstantSource clock;

  UnconfirmedErasure(
      Database database,
      Tenants tenants,
      PersonErasure erasure,
      Suppressions suppressions,
      Contacts contacts,
      InstantSource clock) {
    this.database = database;
    this.tenants = tenants;
    this.erasure = erasure;
    this.suppressions = suppressions;
    this.contacts = contacts;
    this.clock = clock;
  }

  /** Erases all whose time has come and returns how many. */
  public int eraseDue() {
    var erased = new AtomicInteger();
    EachTenant.run(tenants.all(), tenant -> erased.addAndGet(eraseDue(tenant)));
    return erased.get();
  }

  private int eraseDue(TenantId tenant) {
    int erased = 0;
    int batch;
    do {
      batch = database.writeAnew(tenant, connection -> erase(connection, tenant, clock.instant()));
      erased += batch;
    } while (batch == BATCH);
    return erased;
  }

  private int erase(Connection connection, TenantId tenant, Instant now) throws SQLException {
    spare(connection, tenant, now);
    var due = new ArrayList<>(due(connection, tenant, now));
    points(connection, tenant, due);
    // Whoever signed up again before their row was locked is spared after all.
    spare(connection, tenant, now);
    due.retainAll(due(connection, tenant, now));
    if (!due.isEmpty()) {
      List<ContactPointId> going = points(connection, tenant, due);
      keepNo(connection, tenant, going);
      erasure.erase(connection, tenant, due, going, List.of());
    }
    return due.size();
  }

  private void keepNo(Connection connection, TenantId tenant, List<ContactPointId> going)
      throws SQLException {
    String sql =
        """
        SELECT DISTINCT contact_point_id FROM consent
        WHERE tenant_id = :tenant AND contact_point_id = ANY (:points)
          AND status IN ('REFUSED', 'REVOKED')
        """;
    List<ContactPointId> refusing =
        Rows.batch(connection, sql, going)
            .uuid("tenant", tenant.value())
            .uuids("points", ContactPointId::value)
            .list(row -> new ContactPointId(row.getObject(1, UUID.class)));
    if (!refusing.isEmpty()) {
      suppressions.addRefusing(
          connection, tenant, List.copyOf(contacts.points(tenant, refusing).values()));
    }
  }

  /**
   * Who has meanwhile more than a lapsed or refused request (an answer, a new run, another way in)
   * stays.
   */
  private static void spare(Connection connection, TenantId tenant, Instant now)
      throws SQLException {
    String sql =
        """
        UPDATE run r SET erase_at = NULL
        FROM contact_point p JOIN contact c ON c.tenant_id = p.tenant_id AND c.id = p.contact_id
        WHERE r.tenant_id = :tenant AND r.erase_at <= :now
          AND p.tenant_id = r.tenant_id AND p.id = r.contact_point_id
          AND (c.origin <> 'FORM' OR EXISTS (
            SELECT FROM contact_point o
            WHERE o.tenant_id = c.tenant_id AND o.contact_id = c.id
              AND (EXISTS (SELECT FROM consent_event e
                           WHERE e.tenant_id = o.tenant_id AND e.contact_point_id = o.id
                             AND e.type NOT IN ('SIGNED_UP', 'SENT', 'LAPSED')
                             AND NOT (e.type = 'BLOCKED' AND e.actor = 'SYSTEM')
                             AND NOT (e.type IN ('REFUSED', 'OBJECTED') AND e.actor = 'RECIPIENT'))
                   OR EXISTS (SELECT FROM run n
                              WHERE n.tenant_id = o.tenant_id AND n.contact_point_id = o.id
                                AND (n.status = 'WAITING' OR n.erase_at > :now)))))
        """;
    Rows.sql(connection, sql).uuid("tenant", tenant.value()).instant("now", now).update();
  }

  private static List<ContactId> due(Connection connection, TenantId tenant, Instant now)
      throws SQLException {
    String sql =
        """
        SELECT c.id FROM contact c
        WHERE c.tenant_id = :tenant AND c.id IN (
          SELECT p.contact_id FROM run r
          JOIN contact_point p ON p.tenant_id = r.tenant_id AND p.id = r.contact_point_id
          WHERE r.tenant_id = :tenant AND r.erase_at <= :now
          ORDER BY r.erase_at LIMIT :most)
        FOR UPDATE OF c SKIP LOCKED
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .instant("now", now)
        .integer("most", BATCH)
        .list(row -> new ContactId(row.getObject(1, UUID.class)));
  }

  /** Locked, so that a sign-up of the same moment waits and then starts anew. */
  private static List<ContactPointId> points(
      Connection connection, TenantId tenant, List<ContactId> contacts) throws SQLException {
    String sql =
        """
        SELECT id FROM contact_point
        WHERE tenant_id = :tenant AND contact_id = ANY (:contacts) ORDER BY id FOR UPDATE
        """;
    return Rows.batch(connection, sql, contacts)
        .uuid("tenant", tenant.value())
        .uuids("contacts", ContactId::value)
        .list(row -> new ContactPointId(row.getObject(1, UUID.class)));
  }
}

package org.jawort.optin.funnel;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** Writes down what became of sign-ups, when it cannot change any more. */
@Component
public class SettledSignUps {
  /** Events that one transaction looks through. */
  private static final int BATCH = 2_000;

  /** A transaction that began earlier may still append events with older ids. */
  private static final Duration OVERLAP = Duration.ofHours(1);

  private final Database database;
  private final InstantSource clock;

  SettledSignUps(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Keeps what is known of the sign-ups of people who are being erased, before it is gone. */
  public void keep(Connection connection, TenantId tenant, List<ContactPointId> points)
      throws SQLException {
    String sql =
        """
        WITH sign_up AS (
          SELECT s.* FROM consent_event s
          WHERE s.tenant_id = :tenant AND s.contact_point_id = ANY (:points) AND %s)
        INSERT INTO sign_up_fate (tenant_id, event_id, at, form_id, source, process_id,
                                  process_version, provider, fate, mail, fetched, seconds)
        SELECT tenant_id, event_id, at, form_id, source, process_id, process_version, provider,
               CASE fate WHEN 'WAITING' THEN 'ERASED' ELSE fate END, mail, fetched, seconds
        FROM (%s) f
        ON CONFLICT (tenant_id, event_id) DO NOTHING
        """
            .formatted(SettledSql.IS_SIGN_UP, SettledSql.FATE);
    Rows.batch(connection, sql, points)
        .uuid("tenant", tenant.value())
        .uuids("points", ContactPointId::value)
        .update();
  }

  /**
   * Looks through the answers that came since the last time, batch by batch.
   *
   * @return how many sign-ups were written down
   */
  public int settle(TenantId tenant) {
    Instant now = clock.instant();
    Optional<UUID> seen = database.read(tenant, connection -> seen(connection, tenant));
    Optional<UUID> from =
        seen.map(id -> UuidTime.first(UuidTime.time(id).minus(OVERLAP)))
            .or(() -> Optional.of(UuidTime.FIRST));
    int written = 0;
    while (from.isPresent()) {
      UUID begin = from.get();
      Step step = database.write(tenant, connection -> settle(connection, tenant, begin, now));
      written += step.written();
      from = step.next();
    }
    return written;
  }

  private record Step(int written, Optional<UUID> next) {}

  private static Optional<UUID> seen(Connection connection, TenantId tenant) throws SQLException {
    String sql = "SELECT event_id FROM sign_up_fate_seen WHERE tenant_id = :tenant";
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .first(row -> row.getObject(1, UUID.class));
  }

  private Step settle(Connection connection, TenantId tenant, UUID from, Instant now)
      throws SQLException {
    Optional<UUID> last = last(connection, tenant, from, now);
    if (last.isEmpty()) {
      return new Step(0, Optional.empty());
    }
    int written = write(connection, tenant, from, last.get());
    see(connection, tenant, last.get());
    return new Step(written, last);
  }

  /** The last event of the next batch. */
  private static Optional<UUID> last(
      Connection connection, TenantId tenant, UUID after, Instant now) throws SQLException {
    String sql =
        """
        SELECT id FROM (
          SELECT id FROM consent_event
          WHERE tenant_id = :tenant AND id > :after AND at <= :now
          ORDER BY id LIMIT :batch) e
        ORDER BY id DESC LIMIT 1
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("after", after)
        .instant("now", now)
        .integer("batch", BATCH)
        .first(row -> row.getObject(1, UUID.class));
  }

  /** What waits, or has a mail on its way, is not written down yet. */
  private static int write(Connection connection, TenantId tenant, UUID after, UUID last)
      throws SQLException {
    String sql =
        """
        WITH told AS (
          SELECT DISTINCT e.contact_point_id, e.purpose_id FROM consent_event e
          WHERE e.tenant_id = :tenant AND e.id > :after AND e.id <= :last
            AND (e.type IN ('CONFIRMED', 'REFUSED', 'LAPSED')
              OR e.type = 'SIGNED_UP' AND e.status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED'))),
        sign_up AS MATERIALIZED (
          SELECT s.* FROM told t
          JOIN consent_event s ON s.tenant_id = :tenant AND s.contact_point_id = t.contact_point_id
            AND s.purpose_id = t.purpose_id
          WHERE %s AND NOT EXISTS (SELECT FROM sign_up_fate f
                                   WHERE f.tenant_id = s.tenant_id AND f.event_id = s.id))
        INSERT INTO sign_up_fate (tenant_id, event_id, at, form_id, source, process_id,
                                  process_version, provider, fate, mail, fetched, seconds)
        SELECT tenant_id, event_id, at, form_id, source, process_id, process_version, provider,
               fate, mail, fetched, seconds
        FROM (%s) f
        WHERE fate <> 'WAITING' AND mail NOT IN ('UNTRIED', 'TRIED')
        ORDER BY event_id
        ON CONFLICT (tenant_id, event_id) DO NOTHING
        """
            .formatted(SettledSql.IS_SIGN_UP, SettledSql.FATE);
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("after", after)
        .uuid("last", last)
        .update();
  }

  private static void see(Connection connection, TenantId tenant, UUID last) throws SQLException {
    String sql =
        """
        INSERT INTO sign_up_fate_seen AS s (tenant_id, event_id) VALUES (:tenant, :event)
        ON CONFLICT (tenant_id) DO UPDATE SET event_id = greatest(s.event_id, EXCLUDED.event_id)
        """;
    Rows.sql(connection, sql).uuid("tenant", tenant.value()).uuid("event", last).update();
  }
}

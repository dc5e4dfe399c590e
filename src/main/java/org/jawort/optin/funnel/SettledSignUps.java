package org.jawort.optin.funnel;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * Writes down what became of sign-ups when it cannot change any more, and counts it by the day; and
 * of the others what is known, once they are some minutes old.
 */
@Component
public class SettledSignUps {
  /** Events that one transaction looks through. */
  private static final int BATCH = 2_000;

  /**
   * A transaction that began earlier may still append events with older ids. Most who confirm have
   * done so by then, and are written down but once.
   */
  static final Duration YOUNG = Duration.ofMinutes(10);

  private final Database database;
  private final InstantSource clock;

  SettledSignUps(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Keeps what is known of the sign-ups of people who are being erased, before it is gone. */
  public void keep(Connection connection, TenantId tenant, List<ContactPointId> points)
      throws SQLException {
    seen(connection, tenant);
    write(connection, tenant, points.stream().map(ContactPointId::value).toList(), Which.GONE);
  }

  /** Which sign-ups are written down. */
  private enum Which {
    /** Those that are decided. */
    DECIDED,
    /** These, and of the others how far they came. */
    ALL,
    /** All of people who are being erased: no more will be known. */
    GONE
  }

  /**
   * Looks through the events that came since the last time, batch by batch.
   *
   * @return how many sign-ups were written down as settled
   */
  public int settle(TenantId tenant) {
    int written = 0;
    Step step;
    do {
      step = database.write(tenant, connection -> settle(connection, tenant));
      written += step.written();
    } while (step.more());
    return written;
  }

  private record Step(int written, boolean more) {}

  private record Last(UUID event, Instant at) {}

  private Step settle(Connection connection, TenantId tenant) throws SQLException {
    Instant now = clock.instant();
    UUID seen = seen(connection, tenant);
    Optional<Last> last = last(connection, tenant, seen, now);
    boolean old = last.isPresent() && !last.get().at().isAfter(now.minus(YOUNG));
    UUID until = last.map(Last::event).orElse(seen);
    List<UUID> told = SignUpTail.told(connection, tenant, seen, until, SignUpTail.MOST);
    int written =
        told.isEmpty()
            ? 0
            : write(connection, tenant, new HashSet<>(told), old ? Which.ALL : Which.DECIDED);
    if (old) {
      see(connection, tenant, until);
    }
    return new Step(written, old);
  }

  /** Up to where it was looked; holds the row until the end of the transaction. */
  private static UUID seen(Connection connection, TenantId tenant) throws SQLException {
    String sql =
        """
        INSERT INTO sign_up_fate_seen AS s (tenant_id, event_id) VALUES (:tenant, :first)
        ON CONFLICT (tenant_id) DO UPDATE SET event_id = s.event_id
        RETURNING event_id
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("first", UuidTime.FIRST)
        .only(row -> row.getObject(1, UUID.class));
  }

  /** The last event of the next batch. */
  private static Optional<Last> last(
      Connection connection, TenantId tenant, UUID after, Instant now) throws SQLException {
    String sql =
        """
        SELECT id, at FROM (
          SELECT id, at FROM consent_event
          WHERE tenant_id = :tenant AND id > :after AND at <= :now
          ORDER BY id LIMIT :batch) e
        ORDER BY id DESC LIMIT 1
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("after", after)
        .instant("now", now)
        .integer("batch", BATCH)
        .first(
            row -> new Last(row.getObject("id", UUID.class), row.getTimestamp("at").toInstant()));
  }

  /** What waits, or has a mail on its way, is not settled yet. */
  private static int write(
      Connection connection, TenantId tenant, Collection<UUID> points, Which which)
      throws SQLException {
    String sql =
        """
        WITH sign_up AS MATERIALIZED (
          SELECT s.* FROM unnest(:points::uuid[]) AS t (id)
          JOIN consent_event s ON s.contact_point_id = t.id
          WHERE s.tenant_id = :tenant AND %s
            AND NOT EXISTS (SELECT FROM sign_up_fate f
                            WHERE f.tenant_id = s.tenant_id AND f.event_id = s.id)),
        known AS MATERIALIZED (%s),
        settled AS (
          INSERT INTO sign_up_fate (tenant_id, event_id, at, form_id, source, process_id,
                                    process_version, provider, fate, mail, fetched, seconds)
          SELECT tenant_id, event_id, at, form_id, source, process_id, process_version, provider,
                 CASE WHEN fate = 'WAITING' THEN 'ERASED' ELSE fate END, mail, fetched, seconds
          FROM known
          WHERE :gone OR fate <> 'WAITING' AND mail NOT IN ('UNTRIED', 'TRIED')
          ORDER BY event_id
          RETURNING *),
        days AS (
          INSERT INTO sign_up_day AS d (tenant_id, day, form, source, process, provider, fate,
                                        mail, fetched, seconds, count)
          %s
          ON CONFLICT (tenant_id, day, form, source, process, provider, fate, mail, fetched,
                       seconds)
            DO UPDATE SET count = d.count + EXCLUDED.count),
        quarters AS (
          INSERT INTO sign_up_quarter AS q (tenant_id, quarter, form, fate, count)
          %s
          ON CONFLICT (tenant_id, quarter, form, fate)
            DO UPDATE SET count = q.count + EXCLUDED.count),
        closed AS (
          DELETE FROM sign_up_open o USING settled f
          WHERE o.tenant_id = :tenant AND o.event_id = f.event_id),
        opened AS (
          INSERT INTO sign_up_open AS o (tenant_id, event_id, contact_point_id, at, form_id, source,
                                         process_id, process_version, provider, fate, mail,
                                         fetched, seconds)
          SELECT tenant_id, event_id, contact_point_id, at, form_id, source, process_id,
                 process_version, provider, fate, mail, fetched, seconds
          FROM known k
          WHERE :open AND NOT EXISTS (SELECT FROM settled f WHERE f.event_id = k.event_id)
          ON CONFLICT (tenant_id, event_id) DO UPDATE
            SET process_id = EXCLUDED.process_id, process_version = EXCLUDED.process_version,
                fate = EXCLUDED.fate, mail = EXCLUDED.mail, fetched = EXCLUDED.fetched,
                seconds = EXCLUDED.seconds)
        SELECT count(*) FROM settled
        """
            .formatted(
                SettledSql.IS_SIGN_UP,
                SettledSql.FATE,
                SettledSql.days("settled"),
                SettledSql.quarters("settled"));
    return Rows.batch(connection, sql, points)
        .plannedAnewForMany()
        .uuid("tenant", tenant.value())
        .uuids("points", id -> id)
        .bool("gone", which == Which.GONE)
        .bool("open", which == Which.ALL)
        .only(row -> row.getInt(1));
  }

  private static void see(Connection connection, TenantId tenant, UUID last) throws SQLException {
    String sql =
        """
        UPDATE sign_up_fate_seen SET event_id = :event WHERE tenant_id = :tenant
        """;
    Rows.sql(connection, sql).uuid("tenant", tenant.value()).uuid("event", last).update();
  }
}

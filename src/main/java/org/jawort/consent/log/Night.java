package org.jawort.consent.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets go, once a day, what follows by itself from sign-ups. How many entries a night has depends
 * on the number of sign-ups of the days before and on nothing else, so that whoever counts the log
 * does not learn whose address was known: places that no event needs are filled, events that find
 * none wait for the next night.
 */
@Component
class Night {
  /** A mail, the end of waiting, a bounce: hardly ever is there more. */
  static final int PER_SIGN_UP = 3;

  /** So that what is left over goes on where nobody signs up any more. */
  static final int AT_LEAST = 8;

  private final Database database;
  private final Tenants tenants;
  private final Ids ids;
  private final InstantSource clock;
  private @Nullable LocalDate seen;

  Night(Database database, Tenants tenants, Ids ids, InstantSource clock) {
    this.database = database;
    this.tenants = tenants;
    this.ids = ids;
    this.clock = clock;
  }

  /** Does the work of this night where no node has. */
  void pass() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (today.equals(seen)) {
      return;
    }
    List<TenantId> all = tenants.all();
    database.write(
        all,
        connection -> {
          pass(connection, all, today);
          return today;
        });
    seen = today;
  }

  private void pass(Connection connection, List<TenantId> all, LocalDate today)
      throws SQLException {
    String sql =
        """
        INSERT INTO log_night (day)
        SELECT :today::date
        WHERE NOT EXISTS (SELECT FROM log_night WHERE day >= :today::date)
        ON CONFLICT DO NOTHING
        """;
    @Nullable LocalDate before = last(connection);
    boolean ours = Rows.sql(connection, sql).text("today", today.toString()).update() == 1;
    if (ours && before != null) {
      int places = AT_LEAST + PER_SIGN_UP * signUps(connection, all, before, today);
      Fillers.add(connection, places - letGo(connection, all, places), ids);
    }
  }

  private static @Nullable LocalDate last(Connection connection) throws SQLException {
    return Rows.sql(connection, "SELECT max(day) AS day FROM log_night")
        .only(row -> row.getObject("day", LocalDate.class));
  }

  private static int signUps(
      Connection connection, List<TenantId> all, LocalDate from, LocalDate to) throws SQLException {
    String sql =
        """
        SELECT count(*) FROM consent_event
        WHERE tenant_id = ANY (:all) AND id >= :from AND id < :to AND type = 'SIGNED_UP'
        """;
    return Rows.batch(connection, sql, all)
        .uuids("all", TenantId::value)
        .uuid("from", first(from))
        .uuid("to", first(to))
        .only(row -> row.getInt(1));
  }

  /** The least id of a day (UUIDv7, RFC 9562 section 5.7). */
  private static UUID first(LocalDate day) {
    Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    return new UUID(begin.toEpochMilli() << 16, 0);
  }

  private static int letGo(Connection connection, List<TenantId> all, int most)
      throws SQLException {
    String sql =
        """
        WITH oldest AS (
          SELECT tenant_id, contact_point_id, event_id FROM log_held
          WHERE tenant_id = ANY (:all) ORDER BY event_id LIMIT :most FOR UPDATE SKIP LOCKED),
        freed AS (
          DELETE FROM log_held h USING oldest o
          WHERE h.tenant_id = o.tenant_id AND h.contact_point_id = o.contact_point_id
            AND h.event_id = o.event_id
          RETURNING h.tenant_id, h.event_id)
        INSERT INTO log_pending (tenant_id, event_id) SELECT tenant_id, event_id FROM freed
        """;
    return Rows.batch(connection, sql, all)
        .uuids("all", TenantId::value)
        .integer("most", most)
        .update();
  }
}

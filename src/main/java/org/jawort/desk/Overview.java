package org.jawort.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.EventType;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened lately, read from the ledger; trials are left out. */
@Component
public class Overview {
  /** Days that the chart shows, today included. */
  public static final int DAYS = 30;

  private static final int EVENTS = 20;

  private final Database database;
  private final JdbcClient jdbc;
  private final InstantSource clock;

  Overview(Database database, JdbcClient jdbc, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Where the first day of the chart begins. */
  public Instant begin(ZoneId zone) {
    return today(zone).minusDays(DAYS - 1L).atStartOfDay(zone).toInstant();
  }

  private LocalDate today(ZoneId zone) {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  /** One entry per day, the oldest first, days without sign-ups included. */
  public List<SignUpDay> days(TenantId tenant, ZoneId zone) {
    Map<LocalDate, SignUpDay> counted = count(tenant, zone);
    LocalDate today = today(zone);
    return today
        .minusDays(DAYS - 1L)
        .datesUntil(today.plusDays(1))
        .map(day -> counted.getOrDefault(day, new SignUpDay(day, 0, 0, 0, 0)))
        .toList();
  }

  /** All days together. */
  public static SignUpDay total(List<SignUpDay> days) {
    return days.stream()
        .reduce(SignUpDay::plus)
        .orElseThrow(() -> new IllegalArgumentException("no days"));
  }

  // The key of an event begins with its time, so the primary key finds the last days by itself and
  // the ledger, written with every sign-up, needs no further index. Rows are kept apart from the
  // key's beginning by their own time: a key is made a moment after it.
  private Map<LocalDate, SignUpDay> count(TenantId tenant, ZoneId zone) {
    String sql =
        """
        WITH asked AS (
          SELECT min(at) FILTER (WHERE asks) AS at,
                 bool_or(type = 'CONFIRMED') AS confirmed,
                 bool_or(type IN ('REFUSED', 'REVOKED')) AS refused,
                 max(at) FILTER (WHERE type = 'LAPSED') >= max(at) FILTER (WHERE asks) AS lapsed
          FROM (SELECT contact_point_id, purpose_id, at, type,
                       type IN ('SIGNED_UP', 'REQUESTED')
                         AND status NOT IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED') AS asks
                FROM consent_event
                WHERE tenant_id = :tenant AND id >= :begin AND at >= :from
                  AND source <> 'TRIAL') e
          GROUP BY contact_point_id, purpose_id
          HAVING bool_or(asks))
        SELECT (at AT TIME ZONE :zone)::date AS day,
               count(*) FILTER (WHERE confirmed) AS confirmed,
               count(*) FILTER (WHERE NOT confirmed AND refused) AS refused,
               count(*) FILTER (WHERE NOT confirmed AND NOT refused AND lapsed IS TRUE) AS lapsed,
               count(*) FILTER (WHERE NOT confirmed AND NOT refused AND lapsed IS NOT TRUE) AS waiting
        FROM asked GROUP BY 1
        """;
    Instant from = begin(zone);
    return database.read(
        tenant,
        connection ->
            jdbc
                .sql(sql)
                .param("tenant", tenant.value())
                .param("begin", firstId(from.minusSeconds(60)))
                .param("from", OffsetDateTime.ofInstant(from, ZoneOffset.UTC))
                .param("zone", zone.getId())
                .query((row, number) -> day(row))
                .list()
                .stream()
                .collect(Collectors.toMap(SignUpDay::day, day -> day)));
  }

  /** No key made at the instant or later is smaller (UUIDv7: 48 bits of milliseconds lead). */
  static UUID firstId(Instant instant) {
    return new UUID(instant.toEpochMilli() << 16, 0);
  }

  private static SignUpDay day(ResultSet row) throws SQLException {
    return new SignUpDay(
        row.getObject("day", LocalDate.class),
        row.getInt("confirmed"),
        row.getInt("waiting"),
        row.getInt("lapsed"),
        row.getInt("refused"));
  }

  /** The newest events, those of erased persons included. */
  public List<RecentEvent> events(TenantId tenant) {
    String sql =
        """
        SELECT e.id, e.at, e.type, e.status, p.contact_id, p.address,
               c.first_name, c.last_name, c.company, p.id AS point_id,
               coalesce(s.status, 'UNKNOWN') AS today
        FROM (SELECT * FROM consent_event WHERE tenant_id = :tenant AND source <> 'TRIAL'
              ORDER BY id DESC LIMIT :most) e
        LEFT JOIN contact_point p ON p.tenant_id = :tenant AND p.id = e.contact_point_id
        LEFT JOIN contact c ON c.tenant_id = :tenant AND c.id = p.contact_id
        LEFT JOIN consent s ON s.tenant_id = :tenant AND s.contact_point_id = p.id
          AND s.purpose_id = e.purpose_id
        ORDER BY e.id DESC
        """;
    return database.read(
        tenant,
        connection ->
            jdbc.sql(sql)
                .param("tenant", tenant.value())
                .param("most", EVENTS)
                .query((row, number) -> event(row))
                .list());
  }

  private static RecentEvent event(ResultSet row) throws SQLException {
    String status = row.getString("status");
    return new RecentEvent(
        row.getObject("id", UUID.class),
        row.getTimestamp("at").toInstant(),
        EventType.valueOf(row.getString("type")),
        status == null ? null : ConsentStatus.valueOf(status),
        row.getObject("contact_id", UUID.class),
        row.getString("address"),
        ContactRow.name(
            row.getString("first_name"), row.getString("last_name"), row.getString("company")),
        row.getObject("point_id", UUID.class),
        ConsentStatus.valueOf(row.getString("today")));
  }
}

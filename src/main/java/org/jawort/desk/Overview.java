package org.jawort.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.EventType;
import org.jawort.optin.funnel.SignUpDays;
import org.jawort.optin.funnel.SignUpResult;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened lately; trials are left out. */
@Component
public class Overview {
  /** Days that the chart shows, today included. */
  public static final int DAYS = 30;

  private static final int EVENTS = 20;

  private final Database database;
  private final JdbcClient jdbc;
  private final SignUpDays signUps;
  private final InstantSource clock;

  Overview(Database database, JdbcClient jdbc, SignUpDays signUps, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.signUps = signUps;
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

  private Map<LocalDate, SignUpDay> count(TenantId tenant, ZoneId zone) {
    var days = new HashMap<LocalDate, SignUpDay>();
    signUps
        .byDay(tenant, begin(zone), zone)
        .forEach((day, results) -> days.put(day, day(day, results)));
    return days;
  }

  /** Whoever had consented already was not asked; whoever was erased meanwhile gave no answer. */
  private static SignUpDay day(LocalDate day, Map<SignUpResult, Long> results) {
    return new SignUpDay(
        day,
        of(results, SignUpResult.CONFIRMED),
        of(results, SignUpResult.WAITING),
        of(results, SignUpResult.LAPSED) + of(results, SignUpResult.ERASED),
        of(results, SignUpResult.REFUSED));
  }

  private static int of(Map<SignUpResult, Long> results, SignUpResult result) {
    return Math.toIntExact(results.getOrDefault(result, 0L));
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

package org.jawort.optin.funnel;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * The funnel (B-11): those who signed up in a period, and what became of them until now. Each
 * sign-up counts, also the second one of the same person; answer and mails are those of the run
 * that was open. Counted from events, see {@link SettledSql}; what is settled was counted before.
 */
@Component
public class Funnels {
  /** An id is made a moment after the time of its event; in a large batch a while after it. */
  private static final Duration BEFORE = Duration.ofMinutes(1);

  private static final Duration AFTER = Duration.ofDays(1);

  private final Database database;

  Funnels(Database database) {
    this.database = database;
  }

  /** Counts. */
  public Funnel of(TenantId tenant, FunnelQuestion question) {
    return database.read(
        tenant,
        connection -> {
          SignUpTail tail = SignUpTail.of(connection, tenant);
          return funnel(cells(connection, tenant, question, tail), tail.until());
        });
  }

  private static Funnel funnel(List<FunnelCell> cells, Optional<Instant> until) {
    Map<String, List<FunnelCell>> byKey =
        cells.stream()
            .collect(
                Collectors.groupingBy(FunnelCell::key, LinkedHashMap::new, Collectors.toList()));
    List<Funnel.Row> rows =
        byKey.entrySet().stream()
            .map(entry -> new Funnel.Row(entry.getKey(), FunnelCounts.of(entry.getValue())))
            .sorted(
                Comparator.comparing((Funnel.Row row) -> -row.counts().at(Stage.SUBMITTED))
                    .thenComparing(Funnel.Row::key))
            .toList();
    return new Funnel(FunnelCounts.of(cells), rows, until);
  }

  /**
   * Whole days (UTC) as they were counted, row by row what was written down before and after them,
   * and what is not settled.
   */
  private static List<FunnelCell> cells(
      Connection connection, TenantId tenant, FunnelQuestion question, SignUpTail tail)
      throws SQLException {
    String rows =
        """
        SELECT coalesce(form_id::text, '') AS form, source,
               coalesce(process_id || ':' || process_version, '') AS process, provider, fate, mail,
               fetched, coalesce(told_seconds(seconds), -1) AS seconds, 1 AS count
        """;
    String sql =
        """
        SELECT %s AS key, f.fate, f.mail, f.fetched, f.seconds, sum(f.count)::bigint AS count
        FROM (
          SELECT form, source, process, provider, fate, mail, fetched, seconds, count
          FROM sign_up_day
          WHERE tenant_id = :tenant AND day >= (:begin AT TIME ZONE 'UTC')::date
            AND day < (:end AT TIME ZONE 'UTC')::date
          UNION ALL
          %s FROM sign_up_fate
          WHERE tenant_id = :tenant AND event_id >= :first AND event_id < :beginId
            AND at >= :from AND at < :begin
          UNION ALL
          %s FROM sign_up_fate
          WHERE tenant_id = :tenant AND event_id >= :endId AND event_id < :last
            AND at >= :end AND at < :to
          UNION ALL
          %s FROM (%s) u) f
        WHERE true%s
        GROUP BY 1, 2, 3, 4, 5
        """
            .formatted(
                question.by().column(), rows, rows, rows, SettledSql.UNSETTLED, filter(question));
    Days days = Days.of(question);
    var statement =
        Rows.batch(connection, sql, tail.touched())
            .plannedAnew()
            .uuids("touched", id -> id)
            .uuid("tenant", tenant.value())
            .uuid("first", UuidTime.first(question.from().minus(BEFORE)))
            .uuid("beginId", UuidTime.first(days.begin().plus(AFTER)))
            .uuid("endId", UuidTime.first(days.end().minus(BEFORE)))
            .uuid("last", UuidTime.first(question.to().plus(AFTER)))
            .instant("from", question.from())
            .instant("begin", days.begin())
            .instant("end", days.end())
            .instant("to", question.to());
    question.only().forEach((by, key) -> statement.text(by.name(), key));
    return statement.list(Funnels::cell);
  }

  /** The whole days of a period; where it has none, both are its end. */
  private record Days(Instant begin, Instant end) {
    static Days of(FunnelQuestion question) {
      Instant begin = question.from().truncatedTo(ChronoUnit.DAYS);
      begin = begin.equals(question.from()) ? begin : begin.plus(1, ChronoUnit.DAYS);
      Instant end = question.to().truncatedTo(ChronoUnit.DAYS);
      return begin.isBefore(end) ? new Days(begin, end) : new Days(question.to(), question.to());
    }
  }

  private static String filter(FunnelQuestion question) {
    return question.only().keySet().stream()
        .sorted()
        .map(by -> " AND " + by.column() + " = :" + by.name())
        .collect(Collectors.joining());
  }

  private static FunnelCell cell(ResultSet row) throws SQLException {
    return new FunnelCell(
        row.getString("key"),
        SignUpResult.valueOf(row.getString("fate")),
        MailState.valueOf(row.getString("mail")),
        row.getBoolean("fetched"),
        row.getInt("seconds"),
        row.getLong("count"));
  }
}

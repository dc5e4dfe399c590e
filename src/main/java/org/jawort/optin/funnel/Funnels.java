package org.jawort.optin.funnel;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * The funnel (B-11): those who signed up in a period, and what became of them until now. Each
 * sign-up counts, also the second one of the same person; answer and mails are those of the run
 * that was open. Counted from events, see {@link SettledSql}.
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
    List<FunnelCell> cells =
        database.read(tenant, connection -> cells(connection, tenant, question));
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
    return new Funnel(FunnelCounts.of(cells), rows);
  }

  /**
   * What was written down, and for all others the events themselves; these in the order of time, in
   * which also the rows lie that are looked up for them.
   */
  private static List<FunnelCell> cells(
      Connection connection, TenantId tenant, FunnelQuestion question) throws SQLException {
    String sql =
        """
        WITH sign_up AS MATERIALIZED (
          SELECT s.* FROM consent_event s
          WHERE s.tenant_id = :tenant AND s.id >= :first AND s.id < :last
            AND s.at >= :from AND s.at < :to
            AND %s
            AND NOT EXISTS (SELECT FROM sign_up_fate f
                            WHERE f.tenant_id = :tenant AND f.event_id >= :first
                              AND f.event_id < :last AND f.event_id = s.id)
          ORDER BY s.id)
        SELECT %s AS key, f.fate, f.mail, f.fetched,
               CASE WHEN f.seconds < 600 THEN f.seconds WHEN f.seconds < 86400
                    THEN f.seconds / 60 * 60 ELSE f.seconds / 3600 * 3600 END AS seconds,
               count(*) AS count
        FROM (
          SELECT form_id, source, process_id, process_version, provider, fate, mail, fetched,
                 seconds
          FROM sign_up_fate
          WHERE tenant_id = :tenant AND event_id >= :first AND event_id < :last
            AND at >= :from AND at < :to
          UNION ALL
          SELECT form_id, source, process_id, process_version, provider, fate, mail, fetched,
                 seconds
          FROM (%s) l) f
        WHERE true%s
        GROUP BY 1, 2, 3, 4, 5
        """
            .formatted(
                SettledSql.IS_SIGN_UP, question.by().column(), SettledSql.FATE, filter(question));
    Rows.sql(connection, "SELECT set_config('work_mem', '64MB', true)").execute();
    var statement =
        Rows.sql(connection, sql)
            .uuid("tenant", tenant.value())
            .uuid("first", UuidTime.first(question.from().minus(BEFORE)))
            .uuid("last", UuidTime.first(question.to().plus(AFTER)))
            .instant("from", question.from())
            .instant("to", question.to());
    question.only().forEach((by, key) -> statement.text(by.name(), key));
    return statement.list(Funnels::cell);
  }

  private static String filter(FunnelQuestion question) {
    return question.only().keySet().stream()
        .sorted()
        .map(by -> " AND " + by.column() + " = :" + by.name())
        .collect(Collectors.joining());
  }

  private static FunnelCell cell(ResultSet row) throws SQLException {
    Integer seconds = row.getObject("seconds", Integer.class);
    return new FunnelCell(
        row.getString("key"),
        SignUpResult.valueOf(row.getString("fate")),
        MailState.valueOf(row.getString("mail")),
        row.getBoolean("fetched"),
        seconds == null ? -1 : seconds,
        row.getLong("count"));
  }
}

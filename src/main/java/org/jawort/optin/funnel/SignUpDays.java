package org.jawort.optin.funnel;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.NamedStatement;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** The sign-ups of the last days, counted as the funnel counts them, by day and by form. */
@Component
public class SignUpDays {
  private final Database database;

  SignUpDays(Database database) {
    this.database = database;
  }

  /**
   * What became of sign-ups, by the day of the zone on which they signed up; days without are
   * missing.
   *
   * @param from a full quarter of an hour
   */
  public Map<LocalDate, Map<SignUpResult, Long>> byDay(TenantId tenant, Instant from, ZoneId zone) {
    String sql =
        """
        SELECT (quarter AT TIME ZONE :zone)::date AS day, fate, sum(count)::bigint AS count
        FROM (%s) q GROUP BY 1, 2
        """
            .formatted(QUARTERS);
    var days = new HashMap<LocalDate, Map<SignUpResult, Long>>();
    database.read(
        tenant,
        connection -> {
          since(connection, sql, tenant, from)
              .text("zone", zone.getId())
              .each(
                  row ->
                      days.computeIfAbsent(
                              row.getObject("day", LocalDate.class),
                              day -> new EnumMap<>(SignUpResult.class))
                          .put(SignUpResult.valueOf(row.getString("fate")), row.getLong("count")));
          return days;
        });
    return days;
  }

  /**
   * How many signed up by each form; forms without are missing.
   *
   * @param from a full quarter of an hour
   */
  public Map<UUID, Long> byForm(TenantId tenant, Instant from) {
    String sql =
        """
        SELECT form, sum(count)::bigint AS count FROM (%s) q WHERE form <> '' GROUP BY form
        """
            .formatted(QUARTERS);
    var forms = new HashMap<UUID, Long>();
    database.read(
        tenant,
        connection -> {
          since(connection, sql, tenant, from)
              .each(row -> forms.put(UUID.fromString(row.getString("form")), row.getLong("count")));
          return forms;
        });
    return forms;
  }

  private static final String QUARTERS =
      """
      SELECT quarter, form, fate, count FROM sign_up_quarter
      WHERE tenant_id = :tenant AND quarter >= :from
      UNION ALL
      SELECT at AS quarter, coalesce(form_id::text, '') AS form, fate, 1 AS count FROM (%s) u
      """
          .formatted(SettledSql.UNSETTLED);

  /** More than a page can read is left out, until it was looked through. */
  private static NamedStatement<UUID> since(
      Connection connection, String sql, TenantId tenant, Instant from) throws SQLException {
    return Rows.batch(connection, sql, SignUpTail.of(connection, tenant).touched())
        .plannedAnew()
        .uuids("touched", id -> id)
        .uuid("tenant", tenant.value())
        .instant("from", from)
        .instant("to", Instant.parse("9999-12-31T00:00:00Z"));
  }
}

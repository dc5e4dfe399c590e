package org.jawort.delivery;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to mails that were tried several times and failed by a fault of ours. */
@Component
public class SetAsideMails {
  private final Database database;
  private final JdbcClient sql;
  private final SenderBell bell;
  private final StaffMails staffMails;
  private final InstantSource clock;

  SetAsideMails(
      Database database,
      JdbcClient sql,
      SenderBell bell,
      StaffMails staffMails,
      InstantSource clock) {
    this.database = database;
    this.sql = sql;
    this.bell = bell;
    this.staffMails = staffMails;
    this.clock = clock;
  }

  /**
   * Those with one reason.
   *
   * @param toStaff whether they go to staff
   * @param since when the first of them was set aside
   */
  public record Line(boolean toStaff, String reason, int count, Instant since) {}

  /** All of a tenant's, the oldest first. */
  public List<Line> of(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            sql.sql(
                    """
                    SELECT to_staff, answer, count(*) AS count, min(set_aside_at) AS since
                    FROM (SELECT false AS to_staff, answer, set_aside_at FROM message
                          WHERE tenant_id = :tenant AND set_aside_at IS NOT NULL
                          UNION ALL
                          SELECT true, answer, set_aside_at FROM staff_mail
                          WHERE tenant_id = :tenant AND set_aside_at IS NOT NULL) a
                    GROUP BY to_staff, answer ORDER BY since
                    """)
                .param("tenant", tenant.value())
                .query(
                    (row, number) ->
                        new Line(
                            row.getBoolean("to_staff"),
                            row.getString("answer"),
                            row.getInt("count"),
                            row.getTimestamp("since").toInstant()))
                .list());
  }

  /** Has the mails to people that were set aside for the reason tried again now. */
  public int again(TenantId tenant, String reason) {
    return database.write(
        tenant,
        connection -> {
          bell.ringAfterCommit();
          return sql.sql(
                  """
                  UPDATE message SET set_aside_at = NULL, attempts = 0, due_at = :now
                  WHERE tenant_id = :tenant AND set_aside_at IS NOT NULL AND answer = :reason
                  """)
              .param("tenant", tenant.value())
              .param("now", Timestamp.from(clock.instant()))
              .param("reason", reason)
              .update();
        });
  }

  /** The same of mails to staff. */
  public int againToStaff(TenantId tenant, String reason) {
    return database.write(
        tenant,
        connection -> {
          staffMails.bell().ringAfterCommit();
          return sql.sql(
                  """
                  UPDATE staff_mail SET set_aside_at = NULL, attempts = 0, due_at = :now
                  WHERE tenant_id = :tenant AND set_aside_at IS NOT NULL AND answer = :reason
                  """)
              .param("tenant", tenant.value())
              .param("now", Timestamp.from(clock.instant()))
              .param("reason", reason)
              .update();
        });
  }
}

package org.jawort.optin.run;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to runs that could not leave their step several times. */
@Component
public class SetAsideRuns {
  private final Database database;
  private final JdbcClient sql;
  private final RunBell bell;
  private final InstantSource clock;

  SetAsideRuns(Database database, JdbcClient sql, RunBell bell, InstantSource clock) {
    this.database = database;
    this.sql = sql;
    this.bell = bell;
    this.clock = clock;
  }

  /**
   * Those with one reason.
   *
   * @param since when the first of them was set aside
   */
  public record Line(String reason, int count, Instant since) {}

  /** All of a tenant's, the oldest first. */
  public List<Line> of(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            sql.sql(
                    """
                    SELECT fault, count(*) AS count, min(set_aside_at) AS since FROM run
                    WHERE tenant_id = :tenant AND set_aside_at IS NOT NULL
                    GROUP BY fault ORDER BY since
                    """)
                .param("tenant", tenant.value())
                .query(
                    (row, number) ->
                        new Line(
                            row.getString("fault"),
                            row.getInt("count"),
                            row.getTimestamp("since").toInstant()))
                .list());
  }

  /** Has those that were set aside for the reason tried again now; who only arrives still does. */
  public int again(TenantId tenant, String reason) {
    return database.write(
        tenant,
        connection -> {
          bell.ringAfterCommit();
          return sql.sql(
                  """
                  UPDATE run
                  SET set_aside_at = NULL, faults = 0, due_at = :now,
                      moved_at = CASE WHEN due_at <= coalesce(moved_at, started_at) THEN :now
                                      ELSE moved_at END
                  WHERE tenant_id = :tenant AND set_aside_at IS NOT NULL AND fault = :reason
                  """)
              .param("tenant", tenant.value())
              .param("now", Timestamp.from(clock.instant()))
              .param("reason", reason)
              .update();
        });
  }
}

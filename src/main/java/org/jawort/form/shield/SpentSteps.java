package org.jawort.form.shield;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which extra steps were taken: each opens the way once, on whatever node. */
@Component
public class SpentSteps {
  private final Database database;
  private final JdbcClient jdbc;
  private final InstantSource clock;

  SpentSteps(Database database, JdbcClient jdbc, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A step that was taken. */
  record Spent(TenantId tenant, UUID step) {}

  /** Tells whether somebody came in by the step; it was with the same submission, then. */
  public boolean isSpent(TenantId tenant, UUID step) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT EXISTS (SELECT FROM form_step
                                   WHERE tenant_id = :tenant AND step = :step)
                    """)
                .param("tenant", tenant.value())
                .param("step", step)
                .query(Boolean.class)
                .single());
  }

  /** Remembers them for as long as they could be taken, in the caller's transaction. */
  void spend(Connection connection, List<Spent> steps, Instant now) throws SQLException {
    String sql =
        """
        INSERT INTO form_step (tenant_id, step, forgotten_at)
        SELECT tenant_id, step, :forgottenAt
        FROM unnest(:tenant::uuid[], :step::uuid[]) AS u (tenant_id, step)
        ON CONFLICT DO NOTHING
        """;
    Rows.batch(connection, sql, steps)
        .uuids("tenant", spent -> spent.tenant().value())
        .uuids("step", Spent::step)
        .instant("forgottenAt", now.plus(ExtraStep.VALID))
        .update();
  }

  /** Forgets those that nobody can take any more. */
  int forget(TenantId tenant) {
    return database.write(
        tenant,
        connection ->
            jdbc.sql("DELETE FROM form_step WHERE tenant_id = :tenant AND forgotten_at < :now")
                .param("tenant", tenant.value())
                .param("now", Timestamp.from(clock.instant()))
                .update());
  }
}

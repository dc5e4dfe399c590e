package org.jawort.optin.webhook;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.retention.Forgetting;
import org.jawort.tenant.retention.KeptThing;
import org.jawort.tenant.retention.RetentionPeriods;
import org.springframework.stereotype.Component;

/** Forgets calls to other systems that were answered or given up long enough ago (law 64). */
@Component
class ForgottenCalls implements Forgetting {
  private final RetentionPeriods periods;

  ForgottenCalls(RetentionPeriods periods) {
    this.periods = periods;
  }

  /** The key begins with the time, so the oldest are its first. */
  @Override
  public int forget(Connection connection, TenantId tenant, Instant now, int most)
      throws SQLException {
    Instant before = now.minus(periods.of(tenant, KeptThing.CALL));
    String sql =
        """
        DELETE FROM webhook_call WHERE tenant_id = :tenant AND id = ANY (ARRAY(
          SELECT id FROM webhook_call
          WHERE tenant_id = :tenant AND id < :first AND status <> 'QUEUED'
            AND coalesce(answered_at, created_at) < :before
          ORDER BY id LIMIT :most))
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("first", new UUID(before.toEpochMilli() + 1 << 16, 0))
        .instant("before", before)
        .integer("most", most)
        .update();
  }
}

package org.jawort.optin.notice;

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

/** Forgets notices that somebody has done long enough ago (law 64). */
@Component
class ForgottenNotices implements Forgetting {
  private final RetentionPeriods periods;

  ForgottenNotices(RetentionPeriods periods) {
    this.periods = periods;
  }

  /** The key begins with the time, so the oldest are its first. */
  @Override
  public int forget(Connection connection, TenantId tenant, Instant now, int most)
      throws SQLException {
    Instant before = now.minus(periods.of(tenant, KeptThing.NOTICE));
    String sql =
        """
        DELETE FROM staff_notice WHERE tenant_id = :tenant AND id = ANY (ARRAY(
          SELECT id FROM staff_notice
          WHERE tenant_id = :tenant AND id < :first AND done_at < :before
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

package org.jawort.contact;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.retention.Forgetting;
import org.springframework.stereotype.Component;

/** Forgets changes of contacts that nobody may ask for any more, the oldest first. */
@Component
class ForgottenChanges implements Forgetting {
  /** Whoever asked on the last day goes on for another. */
  private static final Duration KEPT = ContactChanges.KEPT.plusDays(1);

  ForgottenChanges() {}

  @Override
  public int forget(Connection connection, TenantId tenant, Instant now, int most)
      throws SQLException {
    String sql =
        """
        DELETE FROM contact_change c
        USING (SELECT changed_in, id FROM contact_change
               WHERE tenant_id = :tenant ORDER BY changed_in, id LIMIT :most) old
        WHERE c.tenant_id = :tenant AND c.changed_in = old.changed_in AND c.id = old.id
          AND c.at < :before
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .integer("most", most)
        .instant("before", now.minus(KEPT))
        .update();
  }
}

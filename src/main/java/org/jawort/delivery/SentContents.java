package org.jawort.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.retention.Forgetting;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Mails as they were sent are part of the proof (law 15) and go with it: when the evidence of their
 * sending has ended while the contact stays, so has the need for what stood in them (law 34, 64).
 * After the evidence itself.
 */
@Component
@Order(2)
class SentContents implements Forgetting {
  /**
   * Evidence ends once, and is looked at for so long afterwards, also over a week-end of outage.
   */
  private static final Duration LOOKED_AT = Duration.ofDays(14);

  @Override
  public int forget(Connection connection, TenantId tenant, Instant now, int most)
      throws SQLException {
    String sql =
        """
        DELETE FROM message_content
        WHERE tenant_id = :tenant AND message_id = ANY (ARRAY(
          SELECT c.message_id FROM evidence_ended d
          JOIN consent_event e ON e.tenant_id = d.tenant_id AND e.id = d.event_id
          JOIN message_content c ON c.tenant_id = e.tenant_id AND c.message_id = e.message_id
          WHERE d.tenant_id = :tenant AND d.ended_at >= :since AND e.type IN ('SENT', 'MAILED')
          LIMIT :most))
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .instant("since", now.minus(LOOKED_AT))
        .integer("most", most)
        .update();
  }
}

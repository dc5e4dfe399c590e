package org.jawort.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * Mails as they were sent are part of the proof (law 15) and go with it: when the evidence of their
 * sending has ended while the contact stays, so has the need for what stood in them (law 34, 64).
 */
@Component
class SentContents {
  private static final int BATCH = 1_000;

  /**
   * Evidence ends once, and is looked at for so long afterwards, also over a week-end of outage.
   */
  private static final Duration LOOKED_AT = Duration.ofDays(14);

  private final Database database;
  private final InstantSource clock;

  SentContents(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Forgets those of a tenant, and returns how many. */
  int forget(TenantId tenant) {
    Instant since = clock.instant().minus(LOOKED_AT);
    int forgotten = 0;
    int batch;
    do {
      batch = database.write(tenant, connection -> forget(connection, tenant, since));
      forgotten += batch;
    } while (batch == BATCH);
    return forgotten;
  }

  private static int forget(Connection connection, TenantId tenant, Instant since)
      throws SQLException {
    String sql =
        """
        DELETE FROM message_content
        WHERE tenant_id = :tenant AND message_id = ANY (ARRAY(
          SELECT c.message_id FROM evidence_ended d
          JOIN consent_event e ON e.tenant_id = d.tenant_id AND e.id = d.event_id
          JOIN message_content c ON c.tenant_id = e.tenant_id AND c.message_id = e.message_id
          WHERE d.tenant_id = :tenant AND d.ended_at >= :since AND e.type IN ('SENT', 'MAILED')
          LIMIT :batch))
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .instant("since", since)
        .integer("batch", BATCH)
        .update();
  }
}

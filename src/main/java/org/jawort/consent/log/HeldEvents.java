package org.jawort.consent.log;

import java.util.Collection;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * The events that wait for the night because they follow from a sign-up by themselves ({@link
 * Night}).
 */
@Component
public class HeldEvents {
  private final Database database;

  HeldEvents(Database database) {
    this.database = database;
  }

  /**
   * Lets those of the events that are held go into the log now: somebody of the tenant wants their
   * proof, which no stranger can bring about.
   */
  public void letGo(TenantId tenant, Collection<UUID> events) {
    String sql =
        """
        WITH freed AS (
          DELETE FROM log_held WHERE tenant_id = :tenant AND event_id = ANY (:events)
          RETURNING tenant_id, event_id)
        INSERT INTO log_pending (tenant_id, event_id) SELECT tenant_id, event_id FROM freed
        """;
    database.write(
        tenant,
        connection ->
            Rows.batch(connection, sql, events)
                .uuid("tenant", tenant.value())
                .uuids("events", event -> event)
                .update());
  }
}

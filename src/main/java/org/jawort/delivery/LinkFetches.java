package org.jawort.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jawort.consent.Evidence;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.retention.Forgetting;
import org.jawort.tenant.retention.KeptThing;
import org.jawort.tenant.retention.RetentionPeriods;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notes that a personal link was fetched, by a reader or a scanner; never consent (law 13). */
@Component
public class LinkFetches implements Forgetting {
  private final Database database;
  private final JdbcClient sql;
  private final Ids ids;
  private final RetentionPeriods periods;
  private final InstantSource clock;

  LinkFetches(
      Database database, JdbcClient sql, Ids ids, RetentionPeriods periods, InstantSource clock) {
    this.database = database;
    this.sql = sql;
    this.ids = ids;
    this.periods = periods;
    this.clock = clock;
  }

  /**
   * Notes a fetch; nothing where there is no such message.
   *
   * @param linkType as domain.md names it, such as UNSUBSCRIBE
   */
  public void note(
      TenantId tenant, MessageId message, String linkType, @Nullable String userAgent) {
    UUID id = ids.next();
    database.write(
        tenant,
        connection ->
            sql.sql(
                    """
                    INSERT INTO link_fetch (tenant_id, id, message_id, link_type, at, user_agent)
                    SELECT tenant_id, :id, id, :type, :at, :agent FROM message
                    WHERE tenant_id = :tenant AND id = :message
                    """)
                .param("tenant", tenant.value())
                .param("id", id)
                .param("message", message.value())
                .param("type", linkType)
                .param("at", Timestamp.from(clock.instant()))
                .param("agent", Evidence.shortened(userAgent))
                .update());
  }

  /** The key begins with the time, so the oldest are its first. */
  @Override
  public int forget(Connection connection, TenantId tenant, Instant now, int most)
      throws SQLException {
    Instant before = now.minus(periods.of(tenant, KeptThing.FETCH));
    String delete =
        """
        DELETE FROM link_fetch WHERE tenant_id = :tenant AND id IN (
          SELECT id FROM link_fetch WHERE tenant_id = :tenant AND id < :first AND at <= :before
          ORDER BY id LIMIT :most)
        """;
    return Rows.sql(connection, delete)
        .uuid("tenant", tenant.value())
        .uuid("first", new UUID(before.toEpochMilli() + 1 << 16, 0))
        .instant("before", before)
        .integer("most", most)
        .update();
  }
}

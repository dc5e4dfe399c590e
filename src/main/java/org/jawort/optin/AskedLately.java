package org.jawort.optin;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.retention.Forgetting;
import org.springframework.stereotype.Component;

/**
 * The rows of asking_pace: how many members of groups were asked within an hour. Whoever reads them
 * holds the lock of the tenant until the commit, so that two requests share the room that there is.
 */
@Component
class AskedLately implements Forgetting {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int MOST_FORGOTTEN = 10_000;

  /** What is left of a pace at this moment. */
  AskingRoom room(Connection connection, TenantId tenant, AskingPace pace, Instant now)
      throws SQLException {
    lock(connection, tenant);
    String sql =
        """
        SELECT domain, sum(many)::int AS hour,
               coalesce(sum(many) FILTER (WHERE asked_at > :partAgo), 0)::int AS part
        FROM asking_pace WHERE tenant_id = :tenant AND asked_at > :hourAgo GROUP BY domain
        """;
    List<Lately> lately =
        Rows.sql(connection, sql)
            .instant("partAgo", now.minus(AskingPace.PART))
            .uuid("tenant", tenant.value())
            .instant("hourAgo", now.minus(HOUR))
            .list(
                row -> new Lately(row.getString("domain"), row.getInt("hour"), row.getInt("part")));
    var left = new HashMap<String, Integer>();
    int hour = 0;
    int part = 0;
    for (Lately one : lately) {
      hour += one.hour();
      part += one.part();
      left.put(
          one.domain(),
          Math.min(pace.perDomain() - one.hour(), pace.perPartAndDomain() - one.part()));
    }
    int total = Math.min(pace.perHour() - hour, pace.perPart() - part);
    return new AskingRoom(total, pace.perPartAndDomain(), left);
  }

  private record Lately(String domain, int hour, int part) {}

  private static void lock(Connection connection, TenantId tenant) throws SQLException {
    String sql = "SELECT pg_advisory_xact_lock(hashtextextended('asking ' || :tenant::text, 0))";
    Rows.sql(connection, sql).text("tenant", tenant.value().toString()).execute();
  }

  /** Notes who was asked just now, by domain, and forgets what is older than an hour. */
  void note(Connection connection, TenantId tenant, Map<String, Integer> asked, Instant now)
      throws SQLException {
    String sql =
        """
        INSERT INTO asking_pace (tenant_id, asked_at, domain, many)
        SELECT :tenant, :now, domain, many FROM unnest(:domains::text[], :many::int[]) AS a (domain, many)
        ON CONFLICT (tenant_id, asked_at, domain) DO UPDATE SET many = asking_pace.many + excluded.many
        """;
    Rows.batch(connection, sql, asked.entrySet())
        .uuid("tenant", tenant.value())
        .instant("now", now)
        .texts("domains", Map.Entry::getKey)
        .integers("many", Map.Entry::getValue)
        .update();
    forget(connection, tenant, now, MOST_FORGOTTEN);
  }

  /** What nobody looks at any more. */
  @Override
  public int forget(Connection connection, TenantId tenant, Instant now, int most)
      throws SQLException {
    String sql =
        """
        DELETE FROM asking_pace WHERE tenant_id = :tenant AND (asked_at, domain) IN (
          SELECT asked_at, domain FROM asking_pace
          WHERE tenant_id = :tenant AND asked_at <= :hourAgo
          ORDER BY asked_at LIMIT :most)
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .instant("hourAgo", now.minus(HOUR))
        .integer("most", most)
        .update();
  }
}

package org.jawort.optin;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobInHand;
import org.springframework.stereotype.Component;

/**
 * The rows of asking_held: members whose turn it would be, at domains that have had enough for now.
 */
@Component
class HeldMembers {
  /**
   * One of them, or of those whose turn comes.
   *
   * @param domain behind the @; empty for what is no e-mail address
   * @param member whether they still are in the group
   */
  record Waiting(ContactPointId point, String domain, boolean member) {}

  void hold(Connection connection, JobInHand hand, List<Waiting> some) throws SQLException {
    String sql =
        """
        INSERT INTO asking_held (tenant_id, job_id, domain, contact_point_id)
        SELECT :tenant, :job, domain, point
        FROM unnest(:domains::text[], :points::uuid[]) AS a (domain, point)
        """;
    Rows.batch(connection, sql, some)
        .uuid("tenant", hand.tenant().value())
        .uuid("job", hand.job().id().value())
        .texts("domains", Waiting::domain)
        .uuids("points", one -> one.point().value())
        .update();
  }

  /**
   * Those for whom there is room, at each domain those who wait longest: the domains are gone
   * through by their index, so that a million who wait at one of them cost nothing.
   *
   * @param group in which they still have to be; empty where who was in it is a list of its own
   */
  List<Waiting> next(
      Connection connection, JobInHand hand, List<UUID> group, AskingRoom room, int most)
      throws SQLException {
    if (room.isEmpty()) {
      return List.of();
    }
    String sql =
        """
        WITH RECURSIVE d (domain) AS (
          (SELECT min(domain) FROM asking_held WHERE tenant_id = :tenant AND job_id = :job)
          UNION ALL
          SELECT (SELECT min(h.domain) FROM asking_held h
                  WHERE h.tenant_id = :tenant AND h.job_id = :job AND h.domain > d.domain)
          FROM d WHERE d.domain IS NOT NULL)
        SELECT h.contact_point_id, d.domain,
               cardinality(:groups::uuid[]) = 0 OR EXISTS (
                 SELECT FROM contact_point p
                 JOIN contact_group_member m ON m.tenant_id = p.tenant_id
                   AND m.group_id = ANY (:groups::uuid[]) AND m.contact_id = p.contact_id
                 WHERE p.tenant_id = :tenant AND p.id = h.contact_point_id
                   AND m.since <= :startedAt) AS member
        FROM d
        LEFT JOIN unnest(:domains::text[], :left::int[]) AS k (domain, places) USING (domain)
        CROSS JOIN LATERAL (
          SELECT contact_point_id FROM asking_held
          WHERE tenant_id = :tenant AND job_id = :job AND domain = d.domain
          ORDER BY contact_point_id LIMIT greatest(0, coalesce(k.places, :each))) h
        ORDER BY h.contact_point_id LIMIT :most
        """;
    var known = new ArrayList<>(room.known().entrySet());
    return Rows.batch(connection, sql, known)
        .uuid("tenant", hand.tenant().value())
        .uuid("job", hand.job().id().value())
        .uuids("groups", group, id -> id)
        .instant("startedAt", hand.job().life().startedAt())
        .texts("domains", entry -> entry.getKey())
        .integers("left", entry -> entry.getValue())
        .integer("each", room.each())
        .integer("most", Math.min(most, room.total()))
        .list(
            row ->
                new Waiting(
                    new ContactPointId(row.getObject(1, UUID.class)),
                    row.getString("domain"),
                    row.getBoolean("member")));
  }

  /** They wait no longer. */
  void release(Connection connection, JobInHand hand, List<Waiting> some) throws SQLException {
    String sql =
        """
        DELETE FROM asking_held h
        USING unnest(:domains::text[], :points::uuid[]) AS a (domain, point)
        WHERE h.tenant_id = :tenant AND h.job_id = :job AND h.domain = a.domain
          AND h.contact_point_id = a.point
        """;
    Rows.batch(connection, sql, some)
        .uuid("tenant", hand.tenant().value())
        .uuid("job", hand.job().id().value())
        .texts("domains", Waiting::domain)
        .uuids("points", one -> one.point().value())
        .update();
  }

  /** How many wait at the domain at which most do; 0 where nobody waits. */
  int longest(Connection connection, TenantId tenant, JobId job) throws SQLException {
    String sql =
        """
        SELECT count(*)::int AS many FROM asking_held
        WHERE tenant_id = :tenant AND job_id = :job
        GROUP BY domain ORDER BY many DESC LIMIT 1
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("job", job.value())
        .first(row -> row.getInt("many"))
        .orElse(0);
  }

  boolean isEmpty(Connection connection, TenantId tenant, JobId job) throws SQLException {
    String sql = "SELECT true FROM asking_held WHERE tenant_id = :tenant AND job_id = :job LIMIT 1";
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("job", job.value())
        .first(row -> row.getBoolean(1))
        .isEmpty();
  }

  /** Forgets those of a job that is over. */
  void forget(Connection connection, TenantId tenant, JobId job) throws SQLException {
    Rows.sql(connection, "DELETE FROM asking_held WHERE tenant_id = :tenant AND job_id = :job")
        .uuid("tenant", tenant.value())
        .uuid("job", job.value())
        .update();
  }
}

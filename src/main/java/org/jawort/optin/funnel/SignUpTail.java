package org.jawort.optin.funnel;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;

/**
 * Of whom something was told since sign-ups were looked through the last time, so that it is read
 * from the events.
 *
 * @param touched contact points
 * @param until up to when sign-ups are counted, where more was told since than a page can read;
 *     empty where all are
 */
record SignUpTail(Set<UUID> touched, Optional<Instant> until) {
  /** So many facts are read at once; at eleven thousand sign-ups a day a few hundred wait. */
  static final int MOST = 10_000;

  /** Copies the set. */
  SignUpTail {
    touched = Set.copyOf(touched);
  }

  static SignUpTail of(Connection connection, TenantId tenant) throws SQLException {
    UUID seen = seen(connection, tenant);
    List<UUID> told = told(connection, tenant, seen, UuidTime.LAST, MOST);
    return told.size() < MOST
        ? new SignUpTail(Set.copyOf(told), Optional.empty())
        : new SignUpTail(Set.of(), Optional.of(UuidTime.time(seen)));
  }

  private static UUID seen(Connection connection, TenantId tenant) throws SQLException {
    String sql = "SELECT event_id FROM sign_up_fate_seen WHERE tenant_id = :tenant";
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .first(row -> row.getObject(1, UUID.class))
        .orElse(UuidTime.FIRST);
  }

  /**
   * Of whom events and fetches of links tell, and whose mail is no more where it was; not more than
   * so many, and each as often as it is told of.
   */
  static List<UUID> told(Connection connection, TenantId tenant, UUID after, UUID last, int most)
      throws SQLException {
    String sql =
        """
        SELECT point FROM (
          (SELECT contact_point_id AS point FROM consent_event
           WHERE tenant_id = :tenant AND id > :after AND id <= :last ORDER BY id LIMIT :most)
          UNION ALL
          (SELECT m.contact_point_id FROM link_fetch l
           JOIN message m ON m.tenant_id = l.tenant_id AND m.id = l.message_id
           WHERE l.tenant_id = :tenant AND l.id > :after AND l.id <= :last LIMIT :most)
          UNION ALL
          (SELECT o.contact_point_id
           FROM (SELECT contact_point_id, at, mail FROM sign_up_open
                 WHERE tenant_id = :tenant AND mail IN ('UNTRIED', 'TRIED')
                 ORDER BY event_id LIMIT :most) o
           WHERE EXISTS (
             SELECT FROM message m
             WHERE m.tenant_id = :tenant AND m.contact_point_id = o.contact_point_id
               AND m.message_class = 'OPT_IN'
               AND (m.status <> 'QUEUED' OR o.mail = 'UNTRIED' AND m.answer IS NOT NULL)))) t
        LIMIT :most
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("after", after)
        .uuid("last", last)
        .integer("most", most)
        .list(row -> row.getObject("point", UUID.class));
  }
}

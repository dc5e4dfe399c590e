package org.jawort.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;

/** The fold over the ledger in one statement for all contact points of a tenant. */
final class LedgerFold {
  /** For each contact point and purpose the last event that changed or renewed the status. */
  private static final String FOLDED =
      """
      WITH folded AS (
        SELECT DISTINCT ON (s.contact_point_id, s.purpose_id)
               s.tenant_id, s.contact_point_id, s.purpose_id, s.status, s.at, s.id, s.campaign_id,
               n.version AS purpose_version, n.email, n.sms, n.calls, n.goods
        FROM (SELECT e.*, e.type = 'RENEWED' OR e.status <> lag(e.status, 1, 'UNKNOWN') OVER
                       (PARTITION BY e.contact_point_id, e.purpose_id ORDER BY e.id) AS changed
              FROM consent_event e
              WHERE e.tenant_id = :tenant AND e.purpose_id IS NOT NULL) s
        JOIN purpose_version n ON n.tenant_id = s.tenant_id AND n.purpose_id = s.purpose_id
          AND n.version = coalesce(s.purpose_version, 1)
        WHERE s.changed
          AND EXISTS (SELECT FROM contact_point p
                      WHERE p.tenant_id = :tenant AND p.id = s.contact_point_id)
        ORDER BY s.contact_point_id, s.purpose_id, s.id DESC),
      blocks AS (
        SELECT DISTINCT ON (e.contact_point_id) e.contact_point_id, e.mail_block, e.at
        FROM consent_event e WHERE e.tenant_id = :tenant
        ORDER BY e.contact_point_id, e.id DESC),
      objections AS (
        SELECT DISTINCT ON (e.contact_point_id) e.contact_point_id, e.at
        FROM consent_event e WHERE e.tenant_id = :tenant AND e.type = 'OBJECTED'
        ORDER BY e.contact_point_id, e.id)
      """;

  private LedgerFold() {}

  static List<StatusDifference> differences(Connection connection, TenantId tenant)
      throws SQLException {
    String sql =
        FOLDED
            + """
              SELECT coalesce(c.contact_point_id, f.contact_point_id) AS contact_point_id,
                     coalesce(c.purpose_id, f.purpose_id) AS purpose_id,
                     coalesce(c.status || ' by event ' || c.event_id, 'none') AS stored,
                     coalesce(f.status || ' by event ' || f.id, 'none') AS folded
              FROM (SELECT * FROM consent WHERE tenant_id = :tenant) c
              FULL JOIN folded f
                ON f.contact_point_id = c.contact_point_id AND f.purpose_id = c.purpose_id
              WHERE (c.status, c.since, c.event_id, c.campaign_id, c.purpose_version, c.email,
                     c.sms, c.calls, c.goods)
                IS DISTINCT FROM (f.status, f.at, f.id, f.campaign_id, f.purpose_version, f.email,
                                  f.sms, f.calls, f.goods)
              UNION ALL
              SELECT p.id, NULL, coalesce(p.mail_block, 'none'), coalesce(b.mail_block, 'none')
              FROM contact_point p JOIN blocks b ON b.contact_point_id = p.id
              WHERE p.tenant_id = :tenant AND p.mail_block IS DISTINCT FROM b.mail_block
              UNION ALL
              SELECT p.id, NULL, coalesce('objected at ' || p.objected_at, 'none'),
                     coalesce('objected at ' || o.at, 'none')
              FROM contact_point p LEFT JOIN objections o ON o.contact_point_id = p.id
              WHERE p.tenant_id = :tenant AND p.objected_at IS DISTINCT FROM o.at
              ORDER BY 1, 2
              """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .list(
            row ->
                new StatusDifference(
                    new ContactPointId(row.getObject("contact_point_id", UUID.class)),
                    Rows.uuid(row, "purpose_id"),
                    row.getString("stored"),
                    row.getString("folded")));
  }

  /** Keeps all else away from the contact points until the transaction ends. */
  static void lock(Connection connection, TenantId tenant, List<StatusDifference> differences)
      throws SQLException {
    String sql =
        """
        SELECT FROM contact_point WHERE tenant_id = :tenant AND id = ANY (:points)
        ORDER BY id FOR NO KEY UPDATE
        """;
    Rows.batch(connection, sql, differences)
        .uuid("tenant", tenant.value())
        .uuids("points", d -> d.contactPoint().value())
        .execute();
  }

  static void write(Connection connection, TenantId tenant, List<StatusDifference> differences)
      throws SQLException {
    String superfluous =
        FOLDED
            + """
              DELETE FROM consent c
              WHERE c.tenant_id = :tenant AND c.contact_point_id = ANY (:points)
                AND NOT EXISTS (SELECT FROM folded f
                                WHERE f.contact_point_id = c.contact_point_id
                                  AND f.purpose_id = c.purpose_id)
              """;
    String statuses =
        FOLDED
            + """
              INSERT INTO consent (tenant_id, contact_point_id, purpose_id, status, since, event_id,
                                   campaign_id, purpose_version, email, sms, calls, goods,
                                   used_at)
              SELECT :tenant, f.contact_point_id, f.purpose_id, f.status, f.at, f.id, f.campaign_id,
                     f.purpose_version, f.email, f.sms, f.calls, f.goods,
                     (SELECT max(n.used_at) FROM consent_use n
                      WHERE n.tenant_id = f.tenant_id AND n.contact_point_id = f.contact_point_id
                        AND n.purpose_id = f.purpose_id)
              FROM folded f WHERE f.contact_point_id = ANY (:points)
              ON CONFLICT (tenant_id, contact_point_id, purpose_id) DO UPDATE
              SET status = EXCLUDED.status, since = EXCLUDED.since, event_id = EXCLUDED.event_id,
                  campaign_id = EXCLUDED.campaign_id, purpose_version = EXCLUDED.purpose_version,
                  email = EXCLUDED.email, sms = EXCLUDED.sms, calls = EXCLUDED.calls,
                  goods = EXCLUDED.goods
              """;
    String blocks =
        FOLDED
            + """
              UPDATE contact_point p
              SET mail_block = b.mail_block,
                  mail_block_at = CASE WHEN b.mail_block IS NOT NULL THEN b.at END
              FROM blocks b
              WHERE p.tenant_id = :tenant AND p.id = b.contact_point_id AND p.id = ANY (:points)
                AND p.mail_block IS DISTINCT FROM b.mail_block
              """;
    String objections =
        FOLDED
            + """
              UPDATE contact_point p
              SET objected_at = (SELECT o.at FROM objections o WHERE o.contact_point_id = p.id)
              WHERE p.tenant_id = :tenant AND p.id = ANY (:points)
                AND p.objected_at IS DISTINCT FROM
                  (SELECT o.at FROM objections o WHERE o.contact_point_id = p.id)
              """;
    for (String sql : List.of(superfluous, statuses, blocks, objections)) {
      Rows.batch(connection, sql, differences)
          .uuid("tenant", tenant.value())
          .uuids("points", d -> d.contactPoint().value())
          .update();
    }
  }
}

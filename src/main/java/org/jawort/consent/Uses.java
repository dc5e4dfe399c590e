package org.jawort.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Notes that consents were used, for purposes whose consents expire unused (law 24); costs nothing
 * for all others. Each moment noted is kept, so that a past answer can be given again.
 */
public final class Uses {
  private Uses() {}

  /**
   * Advertising went out that rests on a consent.
   *
   * @param notedAt now, which may be later
   */
  public record Use(
      TenantId tenant,
      ContactPointId contactPoint,
      PurposeId purpose,
      Instant at,
      Instant notedAt) {
    /** One that is noted when it happens. */
    public Use(TenantId tenant, ContactPointId contactPoint, PurposeId purpose, Instant at) {
      this(tenant, contactPoint, purpose, at, at);
    }
  }

  /** Those of the contact points of which a use of that moment stands in the ledger. */
  public static Set<ContactPointId> recorded(
      Connection connection, Recording by, List<ContactPointId> points, @Nullable Instant at)
      throws SQLException {
    String sql =
        """
        SELECT DISTINCT e.contact_point_id FROM consent_event e
        JOIN consent_evidence v ON v.tenant_id = e.tenant_id AND v.event_id = e.id
        WHERE e.tenant_id = :tenant AND e.contact_point_id = ANY (:points)
          AND e.purpose_id = :purpose AND e.type = 'USED'
          AND (v.content -> 'declaration' ->> 'at')::timestamptz = :at
        """;
    var recorded = new HashSet<ContactPointId>();
    Rows.batch(connection, sql, points)
        .uuid("tenant", by.tenant().value())
        .uuids("points", ContactPointId::value)
        .uuid("purpose", by.purpose().value())
        .instant("at", at)
        .each(row -> recorded.add(new ContactPointId(row.getObject(1, UUID.class))));
    return recorded;
  }

  /** Notes them inside the caller's transaction; a day's uses count as one. */
  public static void note(Connection connection, List<Use> uses) throws SQLException {
    String sql =
        """
        WITH used AS (
          UPDATE consent c SET used_at = u.at
          FROM unnest(:tenant::uuid[], :contactPoint::uuid[], :purpose::uuid[], :at::timestamptz[],
                      :notedAt::timestamptz[])
            u (tenant_id, contact_point_id, purpose_id, at, noted_at)
          JOIN purpose p ON p.tenant_id = u.tenant_id AND p.id = u.purpose_id
            AND p.validity_months IS NOT NULL
          WHERE c.tenant_id = u.tenant_id AND c.contact_point_id = u.contact_point_id
            AND c.purpose_id = u.purpose_id
            AND (c.used_at IS NULL OR c.used_at < u.at - interval '1 day')
          RETURNING c.tenant_id, c.contact_point_id, c.purpose_id, c.used_at, u.noted_at)
        INSERT INTO consent_use (tenant_id, contact_point_id, purpose_id, used_at, noted_at)
        SELECT tenant_id, contact_point_id, purpose_id, used_at, noted_at FROM used
        ON CONFLICT DO NOTHING
        """;
    Rows.batch(connection, sql, uses)
        .uuids("tenant", u -> u.tenant().value())
        .uuids("contactPoint", u -> u.contactPoint().value())
        .uuids("purpose", u -> u.purpose().value())
        .instants("at", Use::at)
        .instants("notedAt", Use::notedAt)
        .update();
  }
}

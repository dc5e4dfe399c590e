package org.jawort.consent;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Where one contact point stands for one purpose, for whoever holds its lock.
 *
 * @param asked whether the latest that was decided is an open sign-up: a request stands, be it
 *     beside a "no"
 */
record PurposeStanding(PurposeId purpose, ConsentStatus status, boolean asked) {
  /** For one purpose; empty where the contact point was erased. */
  static Optional<PurposeStanding> of(
      Connection connection, TenantId tenant, ContactPointId contactPoint, PurposeId purpose)
      throws SQLException {
    return read(connection, tenant, contactPoint, purpose).stream().findFirst();
  }

  /** For every purpose that something was said about, or for which one might write there. */
  static List<PurposeStanding> ofAll(
      Connection connection, TenantId tenant, ContactPointId contactPoint) throws SQLException {
    return read(connection, tenant, contactPoint, null);
  }

  private static List<PurposeStanding> read(
      Connection connection,
      TenantId tenant,
      ContactPointId contactPoint,
      @Nullable PurposeId purpose)
      throws SQLException {
    String sql =
        """
        SELECT u.id, coalesce(c.status, 'UNKNOWN') AS status, coalesce(d.type = 'SIGNED_UP', false)
        FROM contact_point p
        JOIN purpose u ON u.tenant_id = p.tenant_id
        LEFT JOIN consent c ON c.tenant_id = u.tenant_id AND c.contact_point_id = p.id
          AND c.purpose_id = u.id
        LEFT JOIN LATERAL (
          SELECT d.type FROM consent_event d
          WHERE d.tenant_id = p.tenant_id AND d.contact_point_id = p.id AND d.purpose_id = u.id
            AND d.type IN %s
          ORDER BY d.id DESC LIMIT 1) d ON true
        WHERE p.tenant_id = :tenant AND p.id = :contactPoint AND CASE
          WHEN :purpose::uuid IS NOT NULL THEN u.id = :purpose
          ELSE c.status IS NOT NULL
            OR u.archived_at IS NULL AND covers(p.channel, u.email, u.sms, u.calls) END
        ORDER BY u.id
        """
            .formatted(Decided.TYPES);
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("contactPoint", contactPoint.value())
        .uuid("purpose", purpose == null ? null : purpose.value())
        .list(PurposeStanding::of);
  }

  private static PurposeStanding of(ResultSet row) throws SQLException {
    return new PurposeStanding(
        new PurposeId(row.getObject(1, UUID.class)),
        ConsentStatus.valueOf(row.getString(2)),
        row.getBoolean(3));
  }
}

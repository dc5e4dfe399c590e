package org.jawort.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jawort.platform.Rows;
import org.jspecify.annotations.Nullable;

/**
 * What stood before a declaration that is taken back as a mistake: the status of the event before
 * it, so that a "no" which it covered stands again (domain.md).
 */
record Undeclared(UUID tenant, UUID contactPoint, UUID purpose, ConsentStatus status) {
  /** Of each of the consents whose declaration is taken back; those never declared are missing. */
  static List<Undeclared> of(Connection connection, List<NewEvent> mistakes) throws SQLException {
    String sql =
        """
        SELECT m.tenant_id, m.contact_point_id, m.purpose_id, coalesce(b.status, 'UNKNOWN')
        FROM unnest(:tenant::uuid[], :contactPoint::uuid[], :purpose::uuid[])
          m (tenant_id, contact_point_id, purpose_id)
        CROSS JOIN LATERAL (
          SELECT d.id FROM consent_event d
          WHERE d.tenant_id = m.tenant_id AND d.contact_point_id = m.contact_point_id
            AND d.purpose_id = m.purpose_id AND d.type IN ('DECLARED', 'DECLARED_ANEW')
          ORDER BY d.id DESC LIMIT 1) d
        LEFT JOIN LATERAL (
          SELECT b.status FROM consent_event b
          WHERE b.tenant_id = m.tenant_id AND b.contact_point_id = m.contact_point_id
            AND b.purpose_id = m.purpose_id AND b.id < d.id
          ORDER BY b.id DESC LIMIT 1) b ON true
        """;
    return Rows.batch(connection, sql, mistakes)
        .uuids("tenant", e -> e.tenant().value())
        .uuids("contactPoint", e -> e.contactPoint().value())
        .uuids("purpose", Undeclared::purposeOf)
        .list(
            row ->
                new Undeclared(
                    row.getObject(1, UUID.class),
                    row.getObject(2, UUID.class),
                    row.getObject(3, UUID.class),
                    ConsentStatus.valueOf(row.getString(4))));
  }

  private static @Nullable UUID purposeOf(NewEvent event) {
    return event.purpose() == null ? null : event.purpose().value();
  }
}

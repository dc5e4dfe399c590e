package org.jawort.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.platform.Rows;

/**
 * Finds what stood before a declaration that is taken back as a mistake: the status of the event
 * before it, so that a "no" which it covered stands again (domain.md).
 */
final class Undeclared {
  private Undeclared() {}

  /**
   * Reads it for those of the events that take a declaration back; asks nothing where none does.
   */
  static void read(Connection connection, List<NewEvent> events, LedgerState ledgerState)
      throws SQLException {
    List<NewEvent> mistakes =
        events.stream().filter(e -> e.type() == EventType.DECLARATION_WITHDRAWN).toList();
    if (mistakes.isEmpty()) {
      return;
    }
    String sql =
        """
        SELECT m.tenant_id, m.contact_point_id, m.purpose_id, b.status
        FROM unnest(:tenant::uuid[], :contactPoint::uuid[], :purpose::uuid[])
          m (tenant_id, contact_point_id, purpose_id)
        CROSS JOIN LATERAL (
          SELECT d.id FROM consent_event d
          WHERE d.tenant_id = m.tenant_id AND d.contact_point_id = m.contact_point_id
            AND d.purpose_id = m.purpose_id AND d.type IN ('DECLARED', 'DECLARED_ANEW')
          ORDER BY d.id DESC LIMIT 1) d
        CROSS JOIN LATERAL (
          SELECT b.status FROM consent_event b
          WHERE b.tenant_id = m.tenant_id AND b.contact_point_id = m.contact_point_id
            AND b.purpose_id = m.purpose_id AND b.id < d.id
          ORDER BY b.id DESC LIMIT 1) b
        """;
    Rows.batch(connection, sql, mistakes)
        .uuids("tenant", e -> e.tenant().value())
        .uuids("contactPoint", e -> e.contactPoint().value())
        .uuids("purpose", e -> purposeOf(e).value())
        .each(
            row ->
                ledgerState.undeclared(
                    row.getObject(1, UUID.class),
                    row.getObject(2, UUID.class),
                    row.getObject(3, UUID.class),
                    ConsentStatus.valueOf(row.getString(4))));
  }

  private static PurposeId purposeOf(NewEvent event) {
    PurposeId purpose = event.purpose();
    if (purpose == null) {
      throw new IllegalArgumentException("a declaration is about a purpose");
    }
    return purpose;
  }
}

package org.jawort.consent.permission;

/**
 * Who objects, in SQL: what {@code may_we_write} is told of a row p of contact_point. Mail to
 * existing customers rests on nobody having said no, to whatever purpose (law 26, 53).
 */
final class ObjectedSql {
  private ObjectedSql() {}

  /** At this moment, for the message class that the expression names. */
  static String now(String kind) {
    return """
        (p.objected_at IS NOT NULL OR %s = 'EXISTING_CUSTOMER' AND EXISTS (
          SELECT FROM consent n WHERE n.tenant_id = p.tenant_id AND n.contact_point_id = p.id
            AND n.status IN ('REFUSED', 'REVOKED')))\
        """
        .formatted(kind);
  }

  /** At the past instant t.moment, by the ledger. */
  static String then(String kind) {
    return """
        (EXISTS (
          SELECT FROM consent_event o WHERE o.tenant_id = p.tenant_id AND o.contact_point_id = p.id
            AND o.type = 'OBJECTED' AND o.at <= t.moment)
         OR %s = 'EXISTING_CUSTOMER' AND EXISTS (
          SELECT FROM (
            SELECT DISTINCT ON (n.purpose_id) n.status FROM consent_event n
            WHERE n.tenant_id = p.tenant_id AND n.contact_point_id = p.id
              AND n.purpose_id IS NOT NULL AND n.at <= t.moment
            ORDER BY n.purpose_id, n.id DESC) n
          WHERE n.status IN ('REFUSED', 'REVOKED')))\
        """
        .formatted(kind);
  }
}

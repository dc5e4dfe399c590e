package org.jawort.transfer.imports;

/**
 * Parts of statements about whom rows are. Each is a look-up of its own, whatever PostgreSQL
 * believes of how many rows there are.
 */
final class KnownRows {
  private KnownRows() {}

  /** The row {@code r} of a change {@code c}. */
  static final String ROW =
      """
      CROSS JOIN LATERAL (
        SELECT r.* FROM import_row r
        WHERE r.tenant_id = c.tenant_id AND r.import_id = c.import_id
          AND r.number = c.number LIMIT 1) r
      """;

  /** The contact point {@code p} that a row {@code r} names. */
  static final String POINT =
      """
      CROSS JOIN LATERAL (
        SELECT p.* FROM contact_point p
        WHERE p.tenant_id = r.tenant_id AND p.channel = r.channel
          AND p.address_key = r.address_key LIMIT 1) p
      """;
}

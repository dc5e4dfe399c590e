package org.jawort.transfer.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** Changes those of a span who are contacts already, by what the check wrote down of them. */
final class KnownContacts {
  private KnownContacts() {}

  static void change(Connection connection, Span span, Mapping mapping, Instant at)
      throws SQLException {
    lock(connection, span);
    master(connection, span, mapping, at);
    values(connection, span, mapping, at);
    memberships(connection, span, at);
    numbers(connection, span, at);
  }

  /** Changes of the span with the contact that they are about, each thing of a contact once. */
  private static final String CHANGES =
      """
      WITH changes AS (
        SELECT DISTINCT ON (p.contact_id, c.what) c.number, c.what, c.after, p.contact_id,
               r.mobile_id, r.mobile_hash, r.first_number IS NOT NULL AS fills
        FROM import_change c
      """
          + KnownRows.ROW
          + KnownRows.POINT
          + """
        WHERE c.tenant_id = :tenant AND c.import_id = :import AND c.number BETWEEN :from AND :to
          AND NOT c.applied
        ORDER BY p.contact_id, c.what, c.number)
      """;

  /** In a statement of its own, so that the next reads what stands once all are locked. */
  private static void lock(Connection connection, Span span) throws SQLException {
    String sql =
        CHANGES
            + """
            SELECT count(*) FROM (
              SELECT o.id FROM contact o
              WHERE o.tenant_id = :tenant AND o.id IN (
                SELECT contact_id FROM changes WHERE what IN ('KIND', 'FIRST_NAME', 'LAST_NAME', 'COMPANY', 'LANGUAGE'))
              ORDER BY o.id FOR NO KEY UPDATE) locked
            """;
    span.sql(connection, sql).plannedAnew().only(row -> row.getInt(1));
  }

  // What has the new value already is left alone.
  private static void master(Connection connection, Span span, Mapping mapping, Instant at)
      throws SQLException {
    String sql =
        CHANGES
            + """
            , good AS (
              SELECT c.*, s.before, s.updated_at FROM changes c
              CROSS JOIN LATERAL (
                SELECT o.updated_at, CASE c.what WHEN 'KIND' THEN o.kind WHEN 'FIRST_NAME' THEN o.first_name
                         WHEN 'LAST_NAME' THEN o.last_name WHEN 'COMPANY' THEN o.company
                         ELSE o.language END AS before
                FROM contact o WHERE o.tenant_id = :tenant AND o.id = c.contact_id LIMIT 1) s
              WHERE c.what IN ('KIND', 'FIRST_NAME', 'LAST_NAME', 'COMPANY', 'LANGUAGE')
                AND s.before IS DISTINCT FROM c.after
                AND (s.before IS NULL OR :overwrite AND NOT c.fills)),
            wanted AS (
              SELECT contact_id, max(after) FILTER (WHERE what = 'KIND') AS kind,
                     max(after) FILTER (WHERE what = 'FIRST_NAME') AS first_name,
                     max(after) FILTER (WHERE what = 'LAST_NAME') AS last_name,
                     max(after) FILTER (WHERE what = 'COMPANY') AS company,
                     max(after) FILTER (WHERE what = 'LANGUAGE') AS language
              FROM good GROUP BY contact_id),
            written AS (
              UPDATE contact c
              SET kind = coalesce(w.kind, c.kind), first_name = coalesce(w.first_name, c.first_name),
                  last_name = coalesce(w.last_name, c.last_name),
                  company = coalesce(w.company, c.company),
                  language = coalesce(w.language, c.language), updated_at = :at
              FROM wanted w WHERE c.tenant_id = :tenant AND c.id = w.contact_id)
            UPDATE import_change i
            SET applied = true, before = g.before, stood_since = g.updated_at
            FROM good g WHERE i.tenant_id = :tenant AND i.import_id = :import
              AND i.number = g.number AND i.what = g.what
            """;
    overwriting(connection, span, sql, mapping, at);
  }

  private static void overwriting(
      Connection connection, Span span, String sql, Mapping mapping, Instant at)
      throws SQLException {
    span.sql(connection, sql)
        .bool("overwrite", mapping.overwrite())
        .instant("at", at)
        .plannedAnew()
        .update();
  }

  private static void values(Connection connection, Span span, Mapping mapping, Instant at)
      throws SQLException {
    String sql =
        CHANGES
            + """
            , good AS (
              SELECT c.*, f.id AS field_id, v.value AS before, v.changed_at
              FROM changes c
              JOIN contact_field f ON f.tenant_id = :tenant AND f.id::text = c.what
              LEFT JOIN contact_field_value v ON v.tenant_id = :tenant AND v.contact_id = c.contact_id
                AND v.field_id = f.id
              WHERE v.value IS DISTINCT FROM c.after
                AND (v.value IS NULL OR :overwrite AND NOT c.fills)),
            written AS (
              INSERT INTO contact_field_value AS v (tenant_id, contact_id, field_id, value, changed_at)
              SELECT :tenant, contact_id, field_id, after, :at FROM good
              ORDER BY contact_id, field_id
              ON CONFLICT (tenant_id, contact_id, field_id) DO UPDATE
              SET value = EXCLUDED.value, changed_at = EXCLUDED.changed_at)
            UPDATE import_change i
            SET applied = true, before = g.before, stood_since = g.changed_at
            FROM good g WHERE i.tenant_id = :tenant AND i.import_id = :import
              AND i.number = g.number AND i.what = g.what
            """;
    overwriting(connection, span, sql, mapping, at);
  }

  private static void memberships(Connection connection, Span span, Instant at)
      throws SQLException {
    String sql =
        CHANGES
            + """
            , written AS (
              INSERT INTO contact_group_member (tenant_id, group_id, contact_id, since)
              SELECT g.tenant_id, g.id, c.contact_id, :at
              FROM changes c JOIN contact_group g ON g.tenant_id = :tenant AND g.id::text = c.after
              WHERE c.what = 'GROUP' ORDER BY c.contact_id
              ON CONFLICT DO NOTHING
              RETURNING contact_id)
            UPDATE import_change i SET applied = true
            FROM changes c JOIN written w ON w.contact_id = c.contact_id
            WHERE c.what = 'GROUP' AND i.tenant_id = :tenant AND i.import_id = :import
              AND i.number = c.number AND i.what = c.what
            """;
    span.sql(connection, sql, at).update();
  }

  private static void numbers(Connection connection, Span span, Instant at) throws SQLException {
    String sql =
        CHANGES
            + """
            , written AS (
              INSERT INTO contact_point (tenant_id, id, contact_id, channel, address, address_key,
                                         created_at, suppressed)
              SELECT :tenant, c.mobile_id, c.contact_id, 'SMS', c.after, c.after, :at, EXISTS (
                       SELECT FROM suppression u
                       WHERE u.tenant_id = :tenant AND u.hash = c.mobile_hash)
              FROM changes c WHERE c.what = 'MOBILE' ORDER BY c.after
              ON CONFLICT (channel, tenant_id, address_key) DO NOTHING
              RETURNING id)
            UPDATE import_change i SET applied = true
            FROM changes c JOIN written w ON w.id = c.mobile_id
            WHERE i.tenant_id = :tenant AND i.import_id = :import AND i.number = c.number
              AND i.what = 'MOBILE' AND c.what = 'MOBILE'
            """;
    span.sql(connection, sql, at).update();
  }
}

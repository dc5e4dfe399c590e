package org.jawort.transfer.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jawort.contact.Origin;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes rows over, set by set. All that an import writes bears the moment at which it was started,
 * by which undoing tells what anybody did since.
 */
@Component
class Taking {
  private final Comparison comparison;

  Taking(Comparison comparison) {
    this.comparison = comparison;
  }

  /** Makes the new contacts of a span and changes the known ones; returns how many were made. */
  int take(Connection connection, Span span, Mapping mapping, Origin origin, Instant at)
      throws SQLException {
    int made = make(connection, span, mapping, origin, at);
    if (made < count(connection, span)) {
      // Somebody else brought them since the check; they are known now.
      comparison.compare(connection, span, mapping, true);
    }
    mobiles(connection, span, at);
    fields(connection, span, at);
    if (mapping.group() != null) {
      join(connection, span, mapping, at);
    }
    KnownContacts.change(connection, span, mapping, at);
    note(connection, span, at);
    return made;
  }

  /** For whoever keeps a copy of contacts; of those that nothing changed it says nothing. */
  private static void note(Connection connection, Span span, Instant at) throws SQLException {
    String sql =
        """
        INSERT INTO contact_change (tenant_id, at, contacts)
        SELECT :tenant, :at, array_agg(DISTINCT p.contact_id) FROM import_row r
        """
            + KnownRows.POINT
            + """
        WHERE r.tenant_id = :tenant AND r.import_id = :import AND r.number BETWEEN :from AND :to
          AND (r.outcome = 'NEW' OR EXISTS (
            SELECT FROM import_change c WHERE c.tenant_id = r.tenant_id
              AND c.import_id = r.import_id AND c.number = r.number AND c.applied LIMIT 1))
        HAVING count(*) > 0
        """;
    span.sql(connection, sql, at).update();
  }

  private static int count(Connection connection, Span span) throws SQLException {
    String sql =
        """
        SELECT count(*) FROM import_row
        WHERE tenant_id = :tenant AND import_id = :import AND number BETWEEN :from AND :to
          AND outcome = 'NEW'
        """;
    return span.sql(connection, sql).only(row -> row.getInt(1));
  }

  // One plain statement for each table: joined in one, the rows of the one would be compared with
  // each of the other, as nothing is known of how many there are. The contact point decides who is
  // new; whoever had it first meanwhile, our contact goes again.
  private static int make(
      Connection connection, Span span, Mapping mapping, Origin origin, Instant at)
      throws SQLException {
    int contacts = contacts(connection, span, mapping, origin, at);
    int points = points(connection, span, at);
    if (points < contacts) {
      unmake(connection, span);
    }
    return points;
  }

  private static int contacts(
      Connection connection, Span span, Mapping mapping, Origin origin, Instant at)
      throws SQLException {
    String sql =
        """
        INSERT INTO contact (tenant_id, id, kind, first_name, last_name, company, language, origin,
                             created_at, updated_at)
        SELECT r.tenant_id, r.contact_id, coalesce(r.kind, :kind), r.first_name, r.last_name,
               r.company, coalesce(r.language, :language), :origin, :at, :at
        FROM import_row r
        LEFT JOIN LATERAL (
          SELECT true AS found FROM suppression u
          WHERE u.tenant_id = r.tenant_id AND u.hash = r.hash LIMIT 1) s ON true
        WHERE r.tenant_id = :tenant AND r.import_id = :import AND r.number BETWEEN :from AND :to
          AND r.outcome = 'NEW' AND s.found IS NULL
        """;
    return span.sql(connection, sql)
        .instant("at", at)
        .text("kind", mapping.kind())
        .text("language", mapping.language())
        .text("origin", origin.name())
        .plannedAnew()
        .update();
  }

  /** Sorted, so that two imports of the same addresses do not wait for each other in a ring. */
  private static int points(Connection connection, Span span, Instant at) throws SQLException {
    String sql =
        """
        INSERT INTO contact_point (tenant_id, id, contact_id, channel, address, address_key,
                                   mailbox, created_at)
        SELECT r.tenant_id, r.point_id, c.id, r.channel, r.address, r.address_key, r.mailbox, :at
        FROM import_row r
        CROSS JOIN LATERAL (
          SELECT c.id FROM contact c
          WHERE c.tenant_id = r.tenant_id AND c.id = r.contact_id LIMIT 1) c
        WHERE r.tenant_id = :tenant AND r.import_id = :import AND r.number BETWEEN :from AND :to
          AND r.outcome = 'NEW'
        ORDER BY r.address_key
        ON CONFLICT (channel, tenant_id, address_key) DO NOTHING
        """;
    return span.sql(connection, sql, at).update();
  }

  private static void unmake(Connection connection, Span span) throws SQLException {
    String sql =
        """
        DELETE FROM contact c USING import_row r
        WHERE r.tenant_id = :tenant AND r.import_id = :import AND r.number BETWEEN :from AND :to
          AND r.outcome = 'NEW' AND c.tenant_id = r.tenant_id AND c.id = r.contact_id
          AND NOT EXISTS (
            SELECT FROM contact_point p WHERE p.tenant_id = r.tenant_id AND p.id = r.point_id)
        """;
    span.sql(connection, sql).plannedAnew().update();
  }

  private static void mobiles(Connection connection, Span span, Instant at) throws SQLException {
    String sql =
        """
        INSERT INTO contact_point (tenant_id, id, contact_id, channel, address, address_key,
                                   created_at, suppressed)
        SELECT r.tenant_id, r.mobile_id, c.id, 'SMS', r.mobile, r.mobile, :at,
               coalesce(s.found, false)
        FROM import_row r
        CROSS JOIN LATERAL (
          SELECT c.id FROM contact c
          WHERE c.tenant_id = r.tenant_id AND c.id = r.contact_id LIMIT 1) c
        LEFT JOIN LATERAL (
          SELECT true AS found FROM suppression u
          WHERE u.tenant_id = r.tenant_id AND u.hash = r.mobile_hash LIMIT 1) s ON true
        WHERE r.tenant_id = :tenant AND r.import_id = :import AND r.number BETWEEN :from AND :to
          AND r.outcome = 'NEW' AND r.mobile IS NOT NULL
        ORDER BY r.mobile
        ON CONFLICT (channel, tenant_id, address_key) DO NOTHING
        """;
    span.sql(connection, sql, at).update();
  }

  private static void fields(Connection connection, Span span, Instant at) throws SQLException {
    String sql =
        """
        INSERT INTO contact_field_value (tenant_id, contact_id, field_id, value, changed_at)
        SELECT r.tenant_id, c.id, f.id, j.value, :at
        FROM import_row r
        CROSS JOIN LATERAL (
          SELECT c.id FROM contact c
          WHERE c.tenant_id = r.tenant_id AND c.id = r.contact_id LIMIT 1) c
        CROSS JOIN LATERAL jsonb_each_text(r.fields) j
        JOIN contact_field f ON f.tenant_id = r.tenant_id AND f.id = j.key::uuid
        WHERE r.tenant_id = :tenant AND r.import_id = :import AND r.number BETWEEN :from AND :to
          AND r.outcome = 'NEW' AND r.fields IS NOT NULL
        ON CONFLICT DO NOTHING
        """;
    span.sql(connection, sql, at).update();
  }

  private static void join(Connection connection, Span span, Mapping mapping, Instant at)
      throws SQLException {
    String sql =
        """
        INSERT INTO contact_group_member (tenant_id, group_id, contact_id, since)
        SELECT r.tenant_id, g.id, c.id, :at
        FROM import_row r
        CROSS JOIN LATERAL (
          SELECT c.id FROM contact c
          WHERE c.tenant_id = r.tenant_id AND c.id = r.contact_id LIMIT 1) c
        JOIN contact_group g ON g.tenant_id = r.tenant_id AND g.id = :group
        WHERE r.tenant_id = :tenant AND r.import_id = :import AND r.number BETWEEN :from AND :to
          AND r.outcome = 'NEW'
        ON CONFLICT DO NOTHING
        """;
    span.sql(connection, sql)
        .instant("at", at)
        .uuid("group", mapping.group())
        .plannedAnew()
        .update();
  }

  /** The start of the run, which is noted before its first batch. */
  static Instant startOf(@Nullable Instant runAt) {
    return Objects.requireNonNull(runAt, "a run notes when it was started");
  }
}

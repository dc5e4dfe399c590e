package org.jawort.transfer.imports;

import java.sql.Connection;
import java.sql.SQLException;
import org.jawort.contact.Contacts;
import org.springframework.stereotype.Component;

/**
 * Finds what rows would change at whom, set by set. What a row names replaces what is known, where
 * the mapping says so; an empty cell changes nothing; and a row whose address stood further up only
 * fills what is still empty.
 */
@Component
class Comparison {
  /**
   * Notes it for the rows of known contacts.
   *
   * @param late whether it is about those alone who became known since the check
   */
  void compare(Connection connection, Span span, Mapping mapping, boolean late)
      throws SQLException {
    String sql =
        """
        WITH known AS (
          SELECT r.*, p.id AS known_point, p.contact_id AS known_contact
          FROM import_row r
          LEFT JOIN LATERAL (
            SELECT p.id, p.contact_id FROM contact_point p
            WHERE p.tenant_id = r.tenant_id AND p.channel = r.channel
              AND p.address_key = r.address_key LIMIT 1) p ON true
          WHERE r.tenant_id = :tenant AND r.import_id = :import AND r.number BETWEEN :from AND :to
            AND r.outcome <> 'REFUSED' AND (NOT :late OR r.outcome = 'NEW')
            AND (p.contact_id <> r.contact_id OR r.first_number IS NOT NULL)),
        changes AS (
          SELECT r.number, v.what, v.before, v.after
          FROM known r
          LEFT JOIN contact c ON c.tenant_id = r.tenant_id AND c.id = r.known_contact
          LEFT JOIN import_row f ON f.tenant_id = r.tenant_id AND f.import_id = r.import_id
            AND f.number = r.first_number
          CROSS JOIN LATERAL (VALUES
            ('KIND', coalesce(c.kind, f.kind, :kind), r.kind),
            ('FIRST_NAME', coalesce(c.first_name, f.first_name), r.first_name),
            ('LAST_NAME', coalesce(c.last_name, f.last_name), r.last_name),
            ('COMPANY', coalesce(c.company, f.company), r.company),
            ('LANGUAGE', coalesce(c.language, f.language, :language), r.language))
            v (what, before, after)
          WHERE v.after IS NOT NULL
            AND CASE WHEN r.first_number IS NULL AND :overwrite THEN v.before IS DISTINCT FROM v.after
                     ELSE v.before IS NULL END
          UNION ALL
          SELECT r.number, j.key, coalesce(v.value, f.fields ->> j.key), j.value
          FROM known r
          CROSS JOIN LATERAL jsonb_each_text(r.fields) j
          LEFT JOIN contact_field_value v ON v.tenant_id = r.tenant_id
            AND v.contact_id = r.known_contact AND v.field_id = j.key::uuid
          LEFT JOIN import_row f ON f.tenant_id = r.tenant_id AND f.import_id = r.import_id
            AND f.number = r.first_number
          WHERE r.fields IS NOT NULL
            AND CASE WHEN r.first_number IS NULL AND :overwrite
                     THEN coalesce(v.value, f.fields ->> j.key) IS DISTINCT FROM j.value
                     ELSE coalesce(v.value, f.fields ->> j.key) IS NULL END
          UNION ALL
          SELECT r.number, 'GROUP', NULL, :group::uuid::text
          FROM known r
          WHERE :group::uuid IS NOT NULL AND r.first_number IS NULL AND NOT EXISTS (
            SELECT FROM contact_group_member m
            WHERE m.tenant_id = r.tenant_id AND m.group_id = :group AND m.contact_id = r.known_contact)
          UNION ALL
          SELECT r.number, 'MOBILE', NULL, r.mobile
          FROM known r
          LEFT JOIN import_row f ON f.tenant_id = r.tenant_id AND f.import_id = r.import_id
            AND f.number = r.first_number
          WHERE r.mobile IS NOT NULL AND r.mobile IS DISTINCT FROM f.mobile
            AND NOT EXISTS (
              SELECT FROM contact_point p WHERE p.tenant_id = r.tenant_id AND p.channel = 'SMS'
                AND p.address_key = r.mobile)
            AND NOT EXISTS (
              SELECT FROM import_note n WHERE n.tenant_id = r.tenant_id AND n.import_id = r.import_id
                AND n.number = r.number AND n.reason = 'MOBILE_TAKEN')
            AND (SELECT count(*) FROM contact_point p WHERE p.tenant_id = r.tenant_id
                   AND p.contact_id = r.known_contact) < :mostPoints)
        INSERT INTO import_change (tenant_id, import_id, number, what, before, after)
        SELECT :tenant, :import, number, what, before, after FROM changes
        ON CONFLICT DO NOTHING
        """;
    span.sql(connection, sql)
        .bool("late", late)
        .text("kind", mapping.kind())
        .text("language", mapping.language())
        .bool("overwrite", mapping.overwrite())
        .uuid("group", mapping.group())
        .integer("mostPoints", Contacts.MOST_POINTS)
        .plannedAnew()
        .update();
  }

  /** Says of claims what wins over them, and which of them change anything. */
  void judgeClaims(Connection connection, Span span, Mapping mapping) throws SQLException {
    String sql =
        """
        WITH claims AS (
          SELECT r.number, r.claim, p.mail_block, p.objected_at, p.suppressed,
                 coalesce(c.status, 'UNKNOWN') AS status, c.since,
                 (r.evidence ->> 'outAt')::timestamptz AS out_at
          FROM import_row r
          """
            + KnownRows.POINT
            + """
          LEFT JOIN consent c ON c.tenant_id = r.tenant_id AND c.contact_point_id = p.id
            AND c.purpose_id = coalesce(r.purpose_id, :purpose)
          WHERE r.tenant_id = :tenant AND r.import_id = :import AND r.number BETWEEN :from AND :to
            AND r.outcome <> 'REFUSED' AND r.claim IS NOT NULL),
        judged AS (
          SELECT c.*,
                 CASE WHEN claim = 'GIVEN' AND (status IN ('REFUSED', 'REVOKED') OR objected_at IS NOT NULL)
                        THEN 'NO_STANDS'
                      WHEN claim = 'GIVEN' AND (suppressed
                        OR mail_block IN ('UNSUBSCRIBED', 'HARD_BOUNCE', 'COMPLAINT', 'STAFF'))
                        THEN 'BLOCK_STANDS'
                      WHEN claim IN ('NO', 'COMPLAINED') AND out_at < since
                        AND status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED') THEN 'OLDER_NO'
                      END AS reason
          FROM claims c),
        noted AS (
          INSERT INTO import_note (tenant_id, import_id, reason, number, place)
          SELECT :tenant, :import, reason, number, -1 FROM judged WHERE reason IS NOT NULL
          ON CONFLICT DO NOTHING)
        INSERT INTO import_change (tenant_id, import_id, number, what, before, after)
        SELECT :tenant, :import, j.number, v.what, v.before, v.after
        FROM judged j
        CROSS JOIN LATERAL (VALUES
          ('CONSENT', status, CASE
             WHEN reason IS NOT NULL THEN NULL
             WHEN claim = 'GIVEN' AND status IN ('UNKNOWN', 'LAPSED') THEN 'EXTERNALLY_DOCUMENTED'
             WHEN claim IN ('NO', 'COMPLAINED') AND status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED')
               THEN 'REVOKED'
             WHEN claim IN ('NO', 'COMPLAINED') AND status NOT IN ('REVOKED', 'REFUSED')
               THEN 'REFUSED' END),
          ('BLOCK', mail_block, CASE
             WHEN claim = 'BOUNCED' AND mail_block IS DISTINCT FROM 'HARD_BOUNCE'
               AND mail_block IS DISTINCT FROM 'STAFF' AND mail_block IS DISTINCT FROM 'COMPLAINT'
               THEN 'HARD_BOUNCE'
             WHEN claim = 'COMPLAINED' AND mail_block IS DISTINCT FROM 'COMPLAINT'
               AND mail_block IS DISTINCT FROM 'STAFF' THEN 'COMPLAINT' END))
          v (what, before, after)
        WHERE v.after IS NOT NULL
        ON CONFLICT DO NOTHING
        """;
    span.sql(connection, sql).uuid("purpose", mapping.purpose()).plannedAnew().update();
  }

  /** A row that would change something has another outcome than one that would not. */
  void conclude(Connection connection, Span span) throws SQLException {
    String sql =
        """
        UPDATE import_row r SET outcome = 'CHANGED'
        WHERE r.tenant_id = :tenant AND r.import_id = :import AND r.number BETWEEN :from AND :to
          AND r.outcome = 'UNCHANGED' AND EXISTS (
            SELECT FROM import_change c WHERE c.tenant_id = r.tenant_id
              AND c.import_id = r.import_id AND c.number = r.number)
        """;
    span.sql(connection, sql).plannedAnew().update();
  }
}

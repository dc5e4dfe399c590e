package org.jawort.transfer.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jawort.consent.Declaration;
import org.jawort.consent.Recording;
import org.jawort.consent.declaration.ImportedStatement;
import org.jawort.consent.declaration.ImportedStatements;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactChanges;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.optin.engine.PersonErasure;
import org.jawort.platform.Rows;
import org.springframework.stereotype.Component;

/**
 * Takes rows back: consents as declarations recorded by mistake, fields to what they were unless
 * somebody changed them since, and contacts to whom nothing else has happened. A "no" that a file
 * brought stays, and whoever said it.
 */
@Component
class Undoing {
  private static final String SOURCE = "IMPORT_UNDO";

  private final ImportedStatements statements;
  private final PersonErasure persons;
  private final ContactChanges changes;

  Undoing(ImportedStatements statements, PersonErasure persons, ContactChanges changes) {
    this.changes = changes;
    this.statements = statements;
    this.persons = persons;
  }

  /** Takes a span back; returns how many of what. */
  Map<String, Integer> undo(
      Connection connection, Span span, Mapping mapping, Instant at, Instant now)
      throws SQLException {
    int taken = mapping.purpose() == null ? 0 : takeBack(connection, span, mapping, now);
    int reverted = revert(connection, span, at, now);
    changes.note(connection, span.tenant(), applied(connection, span));
    List<UUID> contacts = untouched(connection, span, mapping, at);
    if (!contacts.isEmpty()) {
      persons.erase(
          connection,
          span.tenant(),
          contacts.stream().map(ContactId::new).toList(),
          points(connection, span, contacts),
          List.of());
    }
    return Map.of("TAKEN_BACK", taken, "REVERTED", reverted, "REMOVED", contacts.size());
  }

  private int takeBack(Connection connection, Span span, Mapping mapping, Instant now)
      throws SQLException {
    String sql =
        """
        SELECT DISTINCT p.id FROM import_row r
        """
            + KnownRows.POINT
            + """
        WHERE r.tenant_id = :tenant AND r.import_id = :import AND r.number BETWEEN :from AND :to
          AND r.claim = 'GIVEN' AND r.outcome <> 'REFUSED'
        """;
    List<ImportedStatement> said =
        span.sql(connection, sql)
            .plannedAnew()
            .list(
                row ->
                    new ImportedStatement(
                        new ContactPointId(row.getObject(1, UUID.class)),
                        Declaration.of(now, null),
                        null));
    if (said.isEmpty()) {
      return 0;
    }
    var recording =
        new Recording(
            span.tenant(),
            new PurposeId(Objects.requireNonNull(mapping.purpose())),
            ClaimedRows.actor(span.id()),
            SOURCE);
    return statements.takeBack(connection, recording, said).size();
  }

  private static final String APPLIED =
      """
      WITH applied AS (
        SELECT c.number, c.what, c.before, c.after, c.stood_since, p.contact_id, r.mobile_id, r.contact_id AS made
        FROM import_change c
      """
          + KnownRows.ROW
          + KnownRows.POINT
          + """
        WHERE c.tenant_id = :tenant AND c.import_id = :import AND c.number BETWEEN :from AND :to
          AND c.applied)
      """;

  private static List<ContactId> applied(Connection connection, Span span) throws SQLException {
    return span.sql(connection, APPLIED + "SELECT DISTINCT contact_id FROM applied")
        .plannedAnew()
        .list(row -> new ContactId(row.getObject(1, UUID.class)));
  }

  private static int revert(Connection connection, Span span, Instant at, Instant now)
      throws SQLException {
    String master =
        APPLIED
            + """
            , back AS (
              SELECT a.contact_id,
                     bool_or(a.what = 'KIND' AND c.kind = a.after) AS kind,
                     max(a.before) FILTER (WHERE a.what = 'KIND') AS kind_before,
                     bool_or(a.what = 'FIRST_NAME' AND c.first_name = a.after) AS first_name,
                     max(a.before) FILTER (WHERE a.what = 'FIRST_NAME') AS first_name_before,
                     bool_or(a.what = 'LAST_NAME' AND c.last_name = a.after) AS last_name,
                     max(a.before) FILTER (WHERE a.what = 'LAST_NAME') AS last_name_before,
                     bool_or(a.what = 'COMPANY' AND c.company = a.after) AS company,
                     max(a.before) FILTER (WHERE a.what = 'COMPANY') AS company_before,
                     bool_or(a.what = 'LANGUAGE' AND c.language = a.after) AS language,
                     max(a.before) FILTER (WHERE a.what = 'LANGUAGE') AS language_before,
                     min(a.stood_since) AS stood_since
              FROM applied a JOIN contact c ON c.tenant_id = :tenant AND c.id = a.contact_id
              WHERE c.id <> a.made
              GROUP BY a.contact_id)
            UPDATE contact c
            SET kind = CASE WHEN b.kind THEN b.kind_before ELSE c.kind END,
                first_name = CASE WHEN b.first_name THEN b.first_name_before ELSE c.first_name END,
                last_name = CASE WHEN b.last_name THEN b.last_name_before ELSE c.last_name END,
                company = CASE WHEN b.company THEN b.company_before ELSE c.company END,
                language = CASE WHEN b.language THEN b.language_before ELSE c.language END,
                updated_at = CASE WHEN c.created_at = :at THEN c.updated_at
                                  WHEN c.updated_at = :at THEN coalesce(b.stood_since, :now)
                                  ELSE :now END
            FROM back b
            WHERE c.tenant_id = :tenant AND c.id = b.contact_id
              AND (b.kind OR b.first_name OR b.last_name OR b.company OR b.language)
            """;
    int reverted =
        span.sql(connection, master).instant("at", at).instant("now", now).plannedAnew().update();
    reverted +=
        at(
            connection,
            span,
            APPLIED
                + """
                , gone AS (
                  DELETE FROM contact_field_value v USING applied a
                  WHERE v.tenant_id = :tenant AND v.contact_id = a.contact_id
                    AND v.field_id::text = a.what AND v.value = a.after AND a.before IS NULL
                    AND v.changed_at = :at)
                UPDATE contact_field_value v
                SET value = a.before,
                    changed_at = CASE WHEN v.changed_at = :at
                                      THEN coalesce(a.stood_since, v.changed_at)
                                      ELSE v.changed_at END
                FROM applied a
                WHERE v.tenant_id = :tenant AND v.contact_id = a.contact_id
                  AND v.field_id::text = a.what AND v.value = a.after AND a.before IS NOT NULL
                """,
            at);
    at(
        connection,
        span,
        APPLIED
            + """
            DELETE FROM contact_group_member m USING applied a
            WHERE a.what = 'GROUP' AND m.tenant_id = :tenant AND m.contact_id = a.contact_id
              AND m.group_id::text = a.after AND m.since = :at
            """,
        at);
    at(
        connection,
        span,
        APPLIED
            + """
            DELETE FROM contact_point p USING applied a
            WHERE a.what = 'MOBILE' AND p.tenant_id = :tenant AND p.id = a.mobile_id
              AND p.created_at = :at AND NOT EXISTS (
                SELECT FROM consent_event e
                WHERE e.tenant_id = :tenant AND e.contact_point_id = p.id)
            """,
        at);
    return reverted;
  }

  private static int at(Connection connection, Span span, String sql, Instant at)
      throws SQLException {
    return span.sql(connection, sql).instant("at", at).plannedAnew().update();
  }

  /** Those that the import made, and of whom all there is bears the moment of the import. */
  private static List<UUID> untouched(Connection connection, Span span, Mapping mapping, Instant at)
      throws SQLException {
    String sql =
        """
        SELECT c.id FROM import_row r
        JOIN contact c ON c.tenant_id = r.tenant_id AND c.id = r.contact_id
        WHERE r.tenant_id = :tenant AND r.import_id = :import AND r.number BETWEEN :from AND :to
          AND r.outcome = 'NEW' AND c.created_at = :at AND c.updated_at = :at
          AND NOT EXISTS (
            SELECT FROM contact_point p
            WHERE p.tenant_id = c.tenant_id AND p.contact_id = c.id AND (
              p.created_at <> :at OR EXISTS (
                SELECT FROM consent_event e
                WHERE e.tenant_id = p.tenant_id AND e.contact_point_id = p.id
                  AND NOT (e.actor = 'IMPORT' AND e.actor_id = :import))))
          AND NOT EXISTS (
            SELECT FROM contact_group_member m
            WHERE m.tenant_id = c.tenant_id AND m.contact_id = c.id
              AND (m.since <> :at OR m.group_id IS DISTINCT FROM :group))
          AND NOT EXISTS (
            SELECT FROM contact_field_value v
            WHERE v.tenant_id = c.tenant_id AND v.contact_id = c.id AND v.changed_at <> :at)
          AND NOT EXISTS (
            SELECT FROM contact_act a WHERE a.tenant_id = c.tenant_id AND a.contact_id = c.id)
        ORDER BY c.id FOR UPDATE OF c
        """;
    return span.sql(connection, sql)
        .uuid("group", mapping.group())
        .instant("at", at)
        .plannedAnew()
        .list(row -> row.getObject(1, UUID.class));
  }

  private static List<ContactPointId> points(Connection connection, Span span, List<UUID> contacts)
      throws SQLException {
    String sql =
        """
        SELECT id FROM contact_point
        WHERE tenant_id = :tenant AND contact_id = ANY (:contacts) ORDER BY id FOR UPDATE
        """;
    return Rows.batch(connection, sql, contacts)
        .uuid("tenant", span.tenant().value())
        .uuids("contacts", id -> id)
        .plannedAnewForMany()
        .list(row -> new ContactPointId(row.getObject(1, UUID.class)));
  }
}

package org.jawort.transfer.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jawort.contact.AddressHashes;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.contact.address.MailboxKey;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Lays read rows down, each with what it would come to as things stand. */
@Component
class Staging {
  private final AddressHashes hashes;
  private final JsonMapper json;

  Staging(AddressHashes hashes, JsonMapper json) {
    this.hashes = hashes;
    this.json = json;
  }

  private record Noted(int number, StagedRow.Note note) {}

  /** Lays a batch down, inside the caller's transaction. */
  void lay(Connection connection, TenantId tenant, ImportId id, List<StagedRow> rows)
      throws SQLException {
    findFirsts(rows);
    insert(connection, tenant, id, rows);
    var noted = new ArrayList<Noted>();
    rows.forEach(row -> row.notes.forEach(note -> noted.add(new Noted(row.number, note))));
    if (!noted.isEmpty()) {
      note(connection, tenant, id, noted);
    }
    int from = rows.getFirst().number;
    int to = rows.getLast().number;
    noteByRows(connection, tenant, id, from, to);
  }

  /** Within the batch; those of the batches before are found by their index. */
  private static void findFirsts(List<StagedRow> rows) {
    Map<String, Integer> keys = new HashMap<>();
    for (StagedRow row : rows) {
      CheckedAddress address = row.address;
      if (address != null && !row.isRefused()) {
        row.first = keys.putIfAbsent(address.key(), row.number);
      }
    }
  }

  private void insert(Connection connection, TenantId tenant, ImportId id, List<StagedRow> rows)
      throws SQLException {
    // LIMIT keeps each question at one look-up by its key, whatever is believed about the tables.
    // Of
    // an import that is new to them they believe that it has one row: compared as a text, its id
    // leaves them no other index than that of the address.
    String sql =
        """
        INSERT INTO import_row (tenant_id, import_id, number, sheet, line, outcome, first_number,
                                channel, address, address_key, mailbox, hash, mobile, mobile_hash,
                                kind, first_name, last_name, company, language, fields, claim,
                                evidence, contact_id, point_id, mobile_id, purpose_id)
        SELECT :tenant, :import, g.number, g.sheet, g.line,
               CASE WHEN g.refused OR p.trial OR p.trial IS NULL AND s.found THEN 'REFUSED'
                    WHEN p.trial IS NOT NULL OR f.number IS NOT NULL THEN 'UNCHANGED' ELSE 'NEW' END,
               f.number, g.channel, g.address, g.address_key, g.mailbox, g.hash, g.mobile,
               g.mobile_hash, g.kind, g.first_name, g.last_name, g.company, g.language,
               g.fields::jsonb, g.claim, g.evidence::jsonb, g.contact_id, g.point_id, g.mobile_id,
               g.purpose_id
        FROM unnest(:number::int[], :sheet::int[], :line::int[], :refused::boolean[], :first::int[],
                    :channel::text[], :address::text[], :key::text[], :mailbox::text[],
                    :hash::bytea[], :mobile::text[], :mobileHash::bytea[], :kind::text[],
                    :firstName::text[], :lastName::text[], :company::text[], :language::text[],
                    :fields::text[], :claim::text[], :evidence::text[], :contact::uuid[],
                    :point::uuid[], :mobilePoint::uuid[], :purpose::uuid[])
          AS g (number, sheet, line, refused, first_number, channel, address, address_key, mailbox,
                hash, mobile, mobile_hash, kind, first_name, last_name, company, language, fields,
                claim, evidence, contact_id, point_id, mobile_id, purpose_id)
        LEFT JOIN LATERAL (
          SELECT r.number FROM import_row r
          WHERE r.address_key = g.address_key AND r.import_id::text = :import::uuid::text
            AND r.tenant_id = :tenant
            AND r.outcome <> 'REFUSED' AND r.first_number IS NULL AND NOT g.refused LIMIT 1) e ON true
        CROSS JOIN LATERAL (SELECT coalesce(e.number, g.first_number) AS number) f
        LEFT JOIN LATERAL (
          SELECT p.trial FROM contact_point p
          WHERE p.tenant_id = :tenant AND p.channel = g.channel AND p.address_key = g.address_key
          LIMIT 1) p ON true
        LEFT JOIN LATERAL (
          SELECT true AS found FROM suppression u
          WHERE u.tenant_id = :tenant AND u.hash = g.hash LIMIT 1) s ON true
        """;
    Rows.batch(connection, sql, rows)
        .uuid("tenant", tenant.value())
        .uuid("import", id.value())
        .integers("number", r -> r.number)
        .integers("sheet", r -> r.sheet)
        .integers("line", r -> r.line)
        .bools("refused", StagedRow::isRefused)
        .integers("first", r -> r.first)
        .texts("channel", r -> r.address == null ? null : r.address.channel().name())
        .texts("address", r -> r.address == null ? null : r.address.typed())
        .texts("key", r -> r.address == null ? null : r.address.key())
        .texts("mailbox", r -> mailbox(r.address))
        .byteas("hash", r -> hash(tenant, r.address))
        .texts("mobile", r -> r.mobile == null ? null : r.mobile.key())
        .byteas("mobileHash", r -> hash(tenant, r.mobile))
        .texts("kind", r -> r.kind)
        .texts("firstName", r -> r.firstName)
        .texts("lastName", r -> r.lastName)
        .texts("company", r -> r.company)
        .texts("language", r -> r.language)
        .texts("fields", r -> r.fields.isEmpty() ? null : json.writeValueAsString(r.fields))
        .texts("claim", r -> r.claim == Claim.NONE ? null : r.claim.name())
        .texts("evidence", r -> r.proof == null ? null : json.writeValueAsString(r.proof))
        .uuids("contact", r -> r.contact)
        .uuids("point", r -> r.point)
        .uuids("mobilePoint", r -> r.mobilePoint)
        .uuids("purpose", r -> r.purpose)
        .plannedAnew()
        .update();
  }

  private static @Nullable String mailbox(@Nullable CheckedAddress address) {
    if (address == null || address.channel() != Channel.EMAIL) {
      return null;
    }
    String mailbox = MailboxKey.of(address.key());
    return mailbox.equals(address.key()) ? null : mailbox;
  }

  private byte @Nullable [] hash(TenantId tenant, @Nullable CheckedAddress address) {
    return address == null ? null : hashes.of(tenant, address.channel(), address.key());
  }

  private static void note(Connection connection, TenantId tenant, ImportId id, List<Noted> noted)
      throws SQLException {
    String sql =
        """
        INSERT INTO import_note (tenant_id, import_id, reason, number, place, said)
        SELECT :tenant, :import, n.* FROM unnest(:reason::text[], :number::int[], :place::int[],
                                                 :said::text[]) n (reason, number, place, said)
        ON CONFLICT DO NOTHING
        """;
    Rows.batch(connection, sql, noted)
        .uuid("tenant", tenant.value())
        .uuid("import", id.value())
        .texts("reason", n -> n.note().reason().name())
        .integers("number", Noted::number)
        .integers("place", n -> n.note().place())
        .texts("said", n -> n.note().said())
        .update();
  }

  /** What the database alone can say of the rows of a batch. */
  private static void noteByRows(
      Connection connection, TenantId tenant, ImportId id, int from, int to) throws SQLException {
    String sql =
        """
        INSERT INTO import_note (tenant_id, import_id, reason, number, place, said)
        SELECT r.tenant_id, r.import_id, n.reason, r.number, -1, n.said
        FROM import_row r
        LEFT JOIN LATERAL (
          SELECT p.trial FROM contact_point p
          WHERE p.tenant_id = r.tenant_id AND p.channel = r.channel
            AND p.address_key = r.address_key LIMIT 1) p ON r.outcome = 'REFUSED'
        LEFT JOIN LATERAL (
          SELECT p.contact_id FROM contact_point p
          WHERE p.tenant_id = r.tenant_id AND p.channel = 'SMS' AND p.address_key = r.mobile
          LIMIT 1) m ON r.mobile IS NOT NULL
        LEFT JOIN LATERAL (
          SELECT p.contact_id FROM contact_point p
          WHERE p.tenant_id = r.tenant_id AND p.channel = r.channel
            AND p.address_key = r.address_key LIMIT 1) o ON m.contact_id IS NOT NULL
        LEFT JOIN LATERAL (
          SELECT true AS found FROM import_row e
          WHERE e.mobile = r.mobile AND e.import_id::text = r.import_id::text
            AND e.tenant_id = r.tenant_id
            AND e.number < r.number AND e.address_key <> r.address_key LIMIT 1) d
          ON r.mobile IS NOT NULL
        CROSS JOIN LATERAL (VALUES
          ('DUPLICATE', r.first_number::text, r.first_number IS NOT NULL),
          ('TRIAL', NULL, r.outcome = 'REFUSED' AND p.trial),
          ('MOBILE_TAKEN', r.mobile, r.outcome <> 'REFUSED'
             AND (m.contact_id IS NOT NULL AND m.contact_id IS DISTINCT FROM o.contact_id OR d.found)),
          ('SUPPRESSED', NULL, r.outcome = 'REFUSED' AND p.trial IS NULL AND NOT EXISTS (
             SELECT FROM import_note x WHERE x.tenant_id = r.tenant_id
               AND x.import_id = r.import_id AND x.number = r.number AND x.reason = ANY (:refusals))))
          n (reason, said, holds)
        WHERE r.tenant_id = :tenant AND r.import_id = :import AND r.number BETWEEN :from AND :to
          AND (r.outcome = 'REFUSED' OR r.first_number IS NOT NULL OR r.mobile IS NOT NULL)
          AND n.holds
        ON CONFLICT DO NOTHING
        """;
    List<NoteReason> refusals =
        List.of(NoteReason.values()).stream().filter(NoteReason::refuses).toList();
    Rows.batch(connection, sql, refusals)
        .texts("refusals", NoteReason::name)
        .uuid("tenant", tenant.value())
        .uuid("import", id.value())
        .integer("from", from)
        .integer("to", to)
        .plannedAnew()
        .update();
  }
}

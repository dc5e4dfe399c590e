package org.jawort.consent.log;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One event of the ledger, word for word as the log commits to it: JSON in the form of RFC 8785
 * with the members v (1), tenant, id, contactPoint, purpose, purposeVersion (what the purpose said
 * that it is about: version, names, description, email, sms, calls, goods, legalBasis,
 * jurisdiction), type, status, at (UTC, six digits behind the second), actor, actorId, source,
 * form, formVersion, campaign, campaignVersion, message, mailBlock (after the event), and evidence
 * as it was stored; ids as UUID, null where there is none.
 */
public record CanonicalRecord(String json) {
  /** What {@link #of} reads, of consent_event as e and consent_evidence as v. */
  public static final String COLUMNS =
      """
      e.tenant_id, e.id, e.contact_point_id, e.purpose_id, e.type, e.status, e.at, e.actor, \
      e.actor_id, e.source, e.form_id, e.form_version, e.campaign_id, e.campaign_version, \
      e.message_id, e.mail_block, v.salt, v.content, \
      (SELECT jsonb_build_object('version', n.version, 'names', n.names, \
       'description', n.description, 'email', n.email, 'sms', n.sms, 'calls', n.calls, \
       'goods', n.goods, 'legalBasis', n.legal_basis, 'jurisdiction', n.jurisdiction) \
       FROM purpose_version n WHERE n.tenant_id = e.tenant_id AND n.purpose_id = e.purpose_id \
       AND n.version = e.purpose_version) AS said""";

  private static final int VERSION = 1;
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Builds the record of a row whose evidence was not erased. */
  public static CanonicalRecord of(ResultSet row) throws SQLException {
    ObjectNode record = JSON.createObjectNode();
    record.put("v", VERSION);
    record.put("tenant", row.getString("tenant_id"));
    record.put("id", row.getString("id"));
    record.put("contactPoint", row.getString("contact_point_id"));
    record.put("purpose", row.getString("purpose_id"));
    String said = row.getString("said");
    record.set("purposeVersion", said == null ? JSON.nullNode() : JSON.readTree(said));
    record.put("type", row.getString("type"));
    record.put("status", row.getString("status"));
    record.put("at", time(row.getTimestamp("at").toInstant()));
    record.put("actor", row.getString("actor"));
    record.put("actorId", row.getString("actor_id"));
    record.put("source", row.getString("source"));
    record.put("form", row.getString("form_id"));
    record.put("formVersion", number(row, "form_version"));
    record.put("campaign", row.getString("campaign_id"));
    record.put("campaignVersion", number(row, "campaign_version"));
    record.put("message", row.getString("message_id"));
    record.put("mailBlock", row.getString("mail_block"));
    record.set("evidence", JSON.readTree(row.getString("content")));
    return new CanonicalRecord(CanonicalJson.of(record));
  }

  private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }

  private static String time(Instant instant) {
    return MICROSECONDS.format(instant);
  }

  /**
   * Takes a record from a file.
   *
   * @throws MalformedException where it is no JSON, or not in its canonical form
   */
  public static CanonicalRecord parse(String json) {
    try {
      if (CanonicalJson.of(JSON.readTree(json)).equals(json)) {
        return new CanonicalRecord(json);
      }
    } catch (JacksonException | IllegalArgumentException e) {
      // Said below.
    }
    throw new MalformedException("the record is not JSON in its canonical form");
  }

  /** What stands in the log for it: SHA-256 over the salt and the record in UTF-8; 32 bytes. */
  public byte[] commitment(byte[] salt) {
    var sha256 = TreeHash.sha256();
    sha256.update(salt);
    return sha256.digest(json.getBytes(StandardCharsets.UTF_8));
  }
}

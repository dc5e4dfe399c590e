package org.jawort.consent.log;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jawort.platform.Sha256;
import org.jawort.tenant.audit.AuditHead;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The head of a tenant's audit log as the transparency log commits to it: JSON in the form of RFC
 * 8785 with the members v (1), type (AUDIT_HEAD), tenant, id, number, entries, previous and head in
 * hexadecimal digits, and sealedAt.
 */
final class AuditRecord {
  private static final JsonMapper JSON = JsonMapper.shared();

  private AuditRecord() {}

  private static String json(AuditHead head) {
    ObjectNode record = JSON.createObjectNode();
    record.put("v", 1);
    record.put("type", "AUDIT_HEAD");
    record.put("tenant", head.tenant().toString());
    record.put("id", head.id().toString());
    record.put("number", head.number());
    record.put("entries", head.entries());
    record.put("previous", HexFormat.of().formatHex(head.previous()));
    record.put("head", HexFormat.of().formatHex(head.head()));
    record.put("sealedAt", head.sealedAt().toString());
    return CanonicalJson.of(record);
  }

  /** SHA-256 over salt and record. */
  static byte[] commitment(AuditHead head) {
    return Sha256.of(head.salt(), json(head).getBytes(StandardCharsets.UTF_8));
  }

  static LogEntry entry(AuditHead head) {
    return new LogEntry(head.tenant().value(), head.id(), commitment(head));
  }
}

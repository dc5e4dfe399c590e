package org.jawort.isolation;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.TestServer;
import org.jawort.contact.AddressHashes;
import org.jawort.contact.address.Channel;
import org.jawort.platform.TenantId;

/** What erasing and merging leave behind. */
record LeftBehind(TestServer server, PastIsolation past, TenantId tenant) {
  /** Each at ids that the other doors do not need. */
  void fill(Map<String, UUID> ids, Map<String, UUID> queued, String address) {
    UUID merged = UUID.randomUUID();
    for (String door : List.of("KeptProofs", "KeptEvidence", "ProofDuties", "KeptDossiers")) {
      ids.put(door + ".contactPoint", queued.get("contactPoint"));
    }
    ids.put("KeptProofs.message", queued.get("message"));
    ids.put("Merges.contact", merged);
    ids.put("DistinctContacts.other", queued.get("contact"));
    ids.put("ContactActs.other", merged);
    byte[] hash = server.bean(AddressHashes.class).of(tenant, Channel.EMAIL, address);
    String sql =
        """
        INSERT INTO suppression VALUES ('%1$s', '\\x%2$s', 'EMAIL', 'ERASURE', now());
        INSERT INTO suppression VALUES ('%1$s', sha256('%4$s'), 'SMS', 'ERASURE', now());
        UPDATE contact_point SET suppressed = true WHERE tenant_id = '%1$s' AND id = '%3$s';
        INSERT INTO contact_act (tenant_id, id, at, act, actor, contact_id, other_id)
        VALUES ('%1$s', '%4$s', now(), 'MERGED', 'PROCESS', '%5$s', '%4$s');
        INSERT INTO contact_distinct VALUES ('%1$s', '%5$s', '%10$s', now()),
                                            ('%1$s', '%10$s', '%5$s', now());
        INSERT INTO evidence_ended
        SELECT tenant_id, id, now() FROM consent_event WHERE tenant_id = '%1$s' ORDER BY id LIMIT 1;
        INSERT INTO contact_former VALUES ('%1$s', '%4$s', '%5$s', 'Name');
        INSERT INTO kept_proof VALUES ('%1$s', '%6$s', '%7$s', '%5$s', 'EMAIL', 'a', 'p', '\\x%2$s',
                                       'WITHDRAWAL', now(), now() - interval '1 day');
        INSERT INTO kept_message VALUES ('%1$s', '%8$s', '%6$s', '%7$s', now(), 'ACCEPTED', NULL,
                                         NULL, 'raw');
        UPDATE consent_evidence SET restricted = true WHERE tenant_id = '%1$s' AND event_id IN (
          SELECT id FROM consent_event WHERE contact_point_id = '%6$s');
        UPDATE consent_evidence SET content = content || (
          SELECT jsonb_build_object('declaration', content -> 'declaration') FROM consent_evidence
          WHERE tenant_id = '%1$s' AND file_id = '%9$s' LIMIT 1)
        WHERE tenant_id = '%1$s' AND restricted AND content <> '{}';
        INSERT INTO consent_event (tenant_id, id, contact_point_id, purpose_id, type, status, at,
                                   actor, source)
        VALUES ('%1$s', gen_random_uuid(), '%6$s', '%7$s', 'CONFIRMED', 'CONFIRMED', now(),
                'RECIPIENT', 'LINK');
        """
            .formatted(
                tenant.value(),
                HexFormat.of().formatHex(hash),
                ids.get("contactPoint"),
                merged,
                ids.get("contact"),
                queued.get("contactPoint"),
                ids.get("purpose"),
                queued.get("message"),
                ids.get("id"),
                queued.get("contact"));
    past.work(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }
}

package org.jawort.isolation;

import java.util.Map;
import java.util.UUID;
import org.jawort.platform.TenantId;

/** What is there although its time is over. */
record Outlived(PastIsolation past, TenantId tenant) {
  /** A scan that no declaration named, a fetch of a link, and a "no" with its evidence. */
  void fill(Map<String, UUID> ids) {
    String sql =
        """
        UPDATE evidence_file SET uploaded_at = uploaded_at - interval '1 day'
        WHERE tenant_id = '%1$s' AND id = '%2$s';
        INSERT INTO link_fetch (tenant_id, id, message_id, link_type, at)
        VALUES ('%1$s', '%3$s', '%4$s', 'CONFIRM', now() - interval '1 year');
        INSERT INTO consent_event (tenant_id, id, contact_point_id, purpose_id, type, status, at,
                                   actor, source)
        VALUES ('%1$s', '%5$s', '%6$s', '%7$s', 'REVOKED', 'REVOKED', now() - interval '5 years',
                'RECIPIENT', 'LINK');
        INSERT INTO consent_evidence (tenant_id, event_id, salt, content)
        VALUES ('%1$s', '%5$s', uuid_send(gen_random_uuid()), '{"ip": "192.0.2.7"}');
        INSERT INTO consent (tenant_id, contact_point_id, purpose_id, status, since, event_id)
        VALUES ('%1$s', '%6$s', '%7$s', 'REVOKED', now() - interval '5 years', '%5$s');
        """
            .formatted(
                tenant.value(),
                ids.get("unused"),
                // The time within is long ago.
                new UUID(0x7000, UUID.randomUUID().getLeastSignificantBits()),
                ids.get("message"),
                UUID.randomUUID(),
                ids.get("RunClaims.refusing.contactPoint"),
                ids.get("purpose"));
    past.work(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }
}

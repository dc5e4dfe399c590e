package org.jawort.fence;

import java.util.Map;
import java.util.UUID;
import org.jawort.platform.TenantId;

/** What runs leave on their way through processes, and what processes rely on. */
record Walked(PastFences past, TenantId tenant) {
  /**
   * A draft, groups and fields, a notice and a call that are still open.
   *
   * @param texts what the doors are told beside ids
   */
  void fill(Map<String, UUID> ids, Map<String, UUID> queued, Map<String, String> texts) {
    for (String name :
        new String[] {"to", "from", "field", "notice", "WebhookCalls.id", "MassRequests.id"}) {
      ids.put(name, UUID.randomUUID());
    }
    ids.put("group", ids.get("from"));
    ids.put("MassRequestRows.id", ids.get("MassRequests.id"));
    ids.put("after", new UUID(0, 0));
    ids.put("end", ids.get("contact"));
    ids.put("of", ids.get("process"));
    ids.put("ProcessPicture.run", queued.get("run"));
    // Somebody whose consent is given.
    ids.put("RunClaims.contactPoint", ids.get("EvidenceFiles.contactPoint"));
    texts.put("ProcessPicture.step", "wait");
    texts.put("ProcessPicture.from", "send");
    String sql =
        """
        INSERT INTO opt_in_process_draft
        SELECT tenant_id, process_id, 1, steps, now(), NULL FROM opt_in_process_version
        WHERE tenant_id = '%1$s' AND process_id = '%2$s';
        INSERT INTO run_erased VALUES ('%1$s', '%2$s', 1, 'LAPSED', 'wait', 'unsubscribe', 3);
        INSERT INTO contact_group (tenant_id, id, name, created_at)
        VALUES ('%1$s', '%3$s', 'to', now()), ('%1$s', '%4$s', 'from', now());
        INSERT INTO contact_group_member VALUES ('%1$s', '%4$s', '%5$s', now() - interval '1 day');
        INSERT INTO contact_field (tenant_id, id, name, created_at)
        VALUES ('%1$s', '%6$s', 'field', now());
        INSERT INTO contact_field_value VALUES ('%1$s', '%5$s', '%6$s', 'value', now());
        INSERT INTO staff_notice VALUES ('%1$s', '%7$s', '%8$s', 'notice', '%9$s', NULL, 'text', now());
        INSERT INTO webhook_call
        VALUES ('%1$s', '%10$s', '%8$s', '%2$s', 1, 'hook', '%9$s', '%11$s',
                'https://crm.example/', 'QUEUED', now(), now() - interval '1 hour');
        INSERT INTO mass_request (tenant_id, id, group_id, purpose_id, actor, source, basis, total,
                                  started_at, worked_at)
        VALUES ('%1$s', '%12$s', '%4$s', '%11$s', 'API', 'API',
                '{"basis": "BOOKING", "stated": "WITH_KEY"}', 1, now() + interval '1 hour', now());
        """
            .formatted(
                tenant.value(),
                ids.get("process"),
                ids.get("to"),
                ids.get("from"),
                ids.get("contact"),
                ids.get("field"),
                ids.get("notice"),
                ids.get("run"),
                ids.get("contactPoint"),
                ids.get("WebhookCalls.id"),
                ids.get("purpose"),
                ids.get("MassRequests.id"));
    past.work(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }
}

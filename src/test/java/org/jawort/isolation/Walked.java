package org.jawort.isolation;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.platform.TenantId;

/** What runs leave on their way through processes, and what processes rely on. */
record Walked(PastIsolation past, TenantId tenant) {
  /**
   * A draft, groups and fields, a notice and a call that are still open.
   *
   * @param texts what the doors are told beside ids
   */
  void fill(Map<String, UUID> ids, Map<String, UUID> queued, Map<String, String> texts) {
    for (String name :
        new String[] {
          "to",
          "from",
          "field",
          "CustomFields.fill.field",
          "notice",
          "done",
          "WebhookCalls.id",
          "secret",
          "former",
          "job",
          "holder",
          "call",
          "dynamic"
        }) {
      ids.put(name, UUID.randomUUID());
    }
    ids.put("subject", UUID.randomUUID());
    ids.put("contactField", ids.get("field"));
    ids.put("CustomFieldValues.of.id", ids.get("field"));
    ids.put("group", ids.get("from"));
    ids.put("after", new UUID(0, 0));
    ids.put("end", ids.get("contact"));
    ids.put("GroupAndFieldRows.id", ids.get("from"));
    ids.put("GroupAndFieldRows.held", ids.get("from"));
    ids.put("GroupsAndFieldsInUse.id", ids.get("from"));
    ids.put("GroupMembers.before", new UUID(-1, -1));
    for (String room :
        List.of(
            "DynamicGroups",
            "ContactGroups.definition",
            "ContactGroups.define",
            "GroupMembers.definition")) {
      ids.put(room + ".group", ids.get("dynamic"));
    }
    ids.put("DynamicGroups.before", new UUID(-1, -1));
    ids.put("DynamicGroups.groupOrField", ids.get("from"));
    ids.put("DynamicGroupUse.id", ids.get("from"));
    texts.put("definition", "{\"all\": []}");
    ids.put("addressee", ids.get("user"));
    // All that is done comes behind it.
    ids.put("NoticeList.id", new UUID(-1, -1));
    ids.put("of", ids.get("process"));
    ids.put("RunStatistics.run", queued.get("run"));
    // Somebody whose consent is given.
    ids.put("RunClaims.contactPoint", ids.get("EvidenceFiles.contactPoint"));
    ids.put("HeldMembers.release.contactPoint", ids.get("EvidenceFiles.contactPoint"));
    texts.put("HeldMembers.domain", "example.org");
    ids.put("WebhookSecrets.id", ids.get("secret"));
    texts.put("url", "https://crm.example/");
    texts.put("urls", "https://crm.example/");
    texts.put("RunStatistics.step", "wait");
    texts.put("RunStatistics.from", "send");
    texts.put("JobRows.kind", "MASS_REQUEST");
    texts.put("Jobs.kind", "MASS_REQUEST");
    texts.put("kinds", "MASS_REQUEST");
    texts.put("once", ids.get("group") + " " + ids.get("purpose"));
    String sql =
        """
        INSERT INTO opt_in_process_draft (tenant_id, process_id, revision, steps, changed_at)
        SELECT tenant_id, process_id, 1,
               steps || '[{"type": "ADD_TO_GROUP", "id": "add", "group": "%4$s"},
                          {"type": "SET_FIELD", "id": "set", "field": "%6$s"}]', now()
        FROM opt_in_process_version
        WHERE tenant_id = '%1$s' AND process_id = '%2$s';
        UPDATE run SET asks_with = '%8$s' WHERE tenant_id = '%1$s' AND id = '%8$s';
        INSERT INTO run_erased VALUES ('%1$s', '%2$s', 1, 'LAPSED', 'wait', 'unsubscribe', 3);
        INSERT INTO contact_group (tenant_id, id, name, created_at)
        VALUES ('%1$s', '%3$s', 'to', now()), ('%1$s', '%4$s', 'from', now());
        INSERT INTO contact_group (tenant_id, id, name, definition, created_at)
        VALUES ('%1$s', '%21$s', 'dynamic',
                '{"about": "group", "is": "oneOf", "values": ["%4$s"]}', now());
        INSERT INTO contact_group_member VALUES ('%1$s', '%4$s', '%5$s', now() - interval '1 day');
        INSERT INTO contact_field (tenant_id, id, name, created_at)
        VALUES ('%1$s', '%6$s', 'field', now()), ('%1$s', '%20$s', 'empty', now());
        INSERT INTO contact_field_value VALUES ('%1$s', '%5$s', '%6$s', 'value', now());
        INSERT INTO staff_notice (tenant_id, id, run_id, step, contact_point_id, user_id, text,
                                  created_at, done_at, done_by)
        VALUES ('%1$s', '%7$s', '%8$s', 'notice', '%9$s', '%12$s', 'text', now(), NULL, NULL),
               ('%1$s', '%13$s', '%8$s', 'done', '%9$s', '%12$s', 'text', now(), now(), '%12$s');
        INSERT INTO retention_night VALUES ('%1$s', '2020-01-01');
        INSERT INTO staff_notice_pace VALUES ('%1$s', '%12$s', now() - interval '1 day');
        INSERT INTO webhook_call (tenant_id, id, run_id, process_id, process_version, step,
                                  contact_point_id, purpose_id, url, status, created_at, due_at)
        VALUES ('%1$s', '%10$s', '%8$s', '%2$s', 1, 'hook', '%9$s', '%11$s',
                'https://crm.example/', 'QUEUED', now(), now() - interval '1 hour'),
               ('%1$s', '%19$s', '%8$s', '%2$s', 1, 'gave-up', '%9$s', '%11$s',
                'https://crm.example/', 'FAILED', now(), now() - interval '1 hour');
        INSERT INTO webhook_secret (tenant_id, id, url, created_at, ends_at)
        VALUES ('%1$s', '%14$s', 'https://crm.example/', now(), NULL),
               ('%1$s', '%15$s', 'https://crm.example/', now(), now() + interval '1 day');
        INSERT INTO job (tenant_id, id, kind, started_by, about, parameters, once, state, total,
                         started_at, worked_at, going_since, due_at, holder, lease_until)
        VALUES ('%1$s', '%16$s', 'MASS_REQUEST', '%12$s',
                '{"group": "%4$s", "purpose": {"value": "%11$s"}}',
                '{"basis": {"basis": "BOOKING", "stated": "WITH_KEY"},
                  "actor": {"kind": "API"}, "source": "API"}',
                '%17$s', 'RUNNING', 1, now() + interval '1 hour', now(), now(),
                now() - interval '1 day', '%18$s', now() - interval '1 day');
        INSERT INTO selection_member VALUES ('%1$s', '%16$s', 10, '%9$s');
        INSERT INTO asking_held VALUES ('%1$s', '%16$s', 'example.org', '%22$s');
        INSERT INTO asking_pace VALUES ('%1$s', now() - interval '1 minute', 'example.org', 1),
                                       ('%1$s', now() - interval '1 day', 'example.org', 1);
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
                ids.get("user"),
                ids.get("done"),
                ids.get("secret"),
                ids.get("former"),
                ids.get("job"),
                texts.get("once"),
                ids.get("holder"),
                ids.get("call"),
                ids.get("CustomFields.fill.field"),
                ids.get("dynamic"),
                ids.get("EvidenceFiles.contactPoint"));
    past.work(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }
}

package org.jawort.isolation;

import java.util.Map;
import java.util.UUID;
import org.jawort.platform.TenantId;

/** What waits for somebody to look at it, and the trace of who did what. */
record LaidAside(PastIsolation past, TenantId tenant) {
  private static final UUID LAST = new UUID(-1, -1);

  /**
   * A mail, a mail to staff, a run, an event for the night; an entry sealed long ago, one of now.
   */
  void fill(String name, Map<String, UUID> ids, Map<String, String> texts) {
    UUID seal = UUID.randomUUID();
    String reason = "Fault of " + name;
    String sql =
        """
        UPDATE message SET set_aside_at = now(), answer = '%3$s'
        WHERE tenant_id = '%1$s' AND id = '%2$s';
        UPDATE staff_mail SET set_aside_at = now(), answer = '%3$s'
        WHERE tenant_id = '%1$s' AND id =
          (SELECT id FROM staff_mail WHERE tenant_id = '%1$s' ORDER BY id DESC LIMIT 1);
        UPDATE run SET set_aside_at = now(), fault = '%3$s'
        WHERE tenant_id = '%1$s' AND id = (
          SELECT id FROM run WHERE tenant_id = '%1$s' AND id <> '%9$s' ORDER BY id DESC LIMIT 1);
        INSERT INTO log_held (tenant_id, contact_point_id, event_id)
        VALUES ('%1$s', '%7$s', '%8$s');
        INSERT INTO audit_setting (tenant_id, months, changed_by, changed_at)
        VALUES ('%1$s', %6$d, '%4$s', now());
        INSERT INTO audit_seal (tenant_id, number, id, entries, last_at, previous, head, salt,
                                sealed_at)
        VALUES ('%1$s', 1, '%5$s', 1, now() - interval '9 years',
                decode(repeat('00', 32), 'hex'), decode(repeat('07', 32), 'hex'),
                uuid_send(gen_random_uuid()), now() - %6$d * interval '1 day');
        INSERT INTO audit_entry (tenant_id, id, at, actor, actor_id, kind, deed, ids, outcome, seal)
        VALUES ('%1$s', gen_random_uuid(), now() - interval '9 years', 'STAFF', '%4$s', 'SIGN_IN',
                'POST /login', '{}', 'DONE', 1),
               ('%1$s', gen_random_uuid(), now() - interval '1 day', 'STAFF', '%4$s', 'SIGN_IN',
                'POST /login', ARRAY ['%2$s']::uuid[], 'DONE', NULL);
        """
            .formatted(
                tenant.value(),
                ids.get("message"),
                reason,
                ids.get("user"),
                seal,
                36 + name.length(),
                // Of somebody who does nothing by which it would be let go.
                UUID.randomUUID(),
                ids.get("event"),
                ids.get("run"));
    past.work(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
    ids.put("auditSeal", seal);
    ids.put("who", ids.get("user"));
    ids.put("about", ids.get("message"));
    ids.put("AuditLog.before", LAST);
    ids.put("AuditRows.before", LAST);
    ids.put("SubmissionSearch.submission", LAST);
    texts.put("reason", reason);
  }
}

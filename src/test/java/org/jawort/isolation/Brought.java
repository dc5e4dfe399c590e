package org.jawort.isolation;

import java.util.Map;
import java.util.UUID;
import org.jawort.platform.TenantId;

/** Files of contacts on their way in, each at another step. */
record Brought(PastIsolation past, TenantId tenant) {
  private static final String SHAPE =
      """
      {"format": "CSV", "rows": 10,
       "tables": [{"name": "", "encoding": "UTF-8", "delimiter": ",", "named": false,
                   "header": true, "columns": [0]}],
       "columns": [{"header": "E-Mail", "samples": ["a"], "filled": 1,
                    "days": {"dayFirst": 0, "monthFirst": 0, "either": 0}}]}
      """;

  /**
   * One that was checked, with a row of everything, and others before and behind it.
   *
   * @param name by which the two tenants ask for different evidence
   */
  void fill(String name, String address, Map<String, UUID> ids, Map<String, String> texts) {
    for (String one :
        new String[] {
          "import",
          "Imports.check.import",
          "Imports.undo.import",
          "Imports.stop.import",
          "Comparison.conclude.import",
          "BatchRows.holdOn.import",
          "BatchRows.read.import",
          "BatchRows.key",
          "ContactBatches.key"
        }) {
      ids.put(one, UUID.randomUUID());
    }
    ids.put("Imports.checkWhereClear.import", ids.get("Imports.check.import"));
    ids.put("Undoing.undo.import", ids.get("Imports.undo.import"));
    ids.put("ImportAsking.stop.import", ids.get("Imports.undo.import"));
    ids.put("Imports.runAndAsk.import", ids.get("Comparison.conclude.import"));
    ids.put("ImportRows.before", new UUID(-1, -1));
    ids.put("Imports.before", new UUID(-1, -1));
    texts.put("ImportLists.what", "NEW");
    texts.put("ImportKeeping.keys", "gebracht-" + address);
    String mapping =
        """
        {"columns": ["EMAIL"], "dayFirst": {}, "purpose": "%s", "group": null, "kind": "OTHER",
         "language": "de", "overwrite": true, "wording": null, "source": null, "statuses": [""]}
        """
            .formatted(ids.get("purpose"));
    String sql =
        """
        INSERT INTO import_setting VALUES ('%1$s', '%2$s', '%3$s', now());
        INSERT INTO import (tenant_id, id, name, state, shape, mapping, total, actor, actor_id,
                            begun_at, run_at, ended_at, job_id)
        SELECT '%1$s', id, 'a.csv', state, '%4$s', '%5$s', 10, 'STAFF', '%3$s',
               now() - interval '1 day', now(), ended, job
        FROM (VALUES ('%6$s'::uuid, 'CHECKED', NULL, NULL),
                     ('%7$s', 'MAPPING', NULL, NULL),
                     ('%8$s', 'DONE', now() + interval '1 hour', NULL),
                     ('%9$s', 'RUNNING', NULL, '%10$s'::uuid),
                     ('%11$s', 'CHECKED', NULL, NULL)) i (id, state, ended, job);
        UPDATE import SET mapping = jsonb_set(mapping, '{group}', '"%14$s"')
        WHERE tenant_id = '%1$s' AND id = '%11$s';
        INSERT INTO import_asking (tenant_id, import_id, wish)
        VALUES ('%1$s', '%6$s', '{"purpose": {"value": "%14$s"},
                                  "basis": {"basis": "BOOKING", "stated": "WITH_KEY"},
                                  "by": {"kind": "API"}, "pace": {"perHour": 10, "perDomain": 10}}');
        INSERT INTO import_asking (tenant_id, import_id, job_id) VALUES ('%1$s', '%8$s', '%10$s');
        INSERT INTO import_chunk VALUES ('%1$s', '%6$s', 0, 'E-Mail');
        INSERT INTO import_row (tenant_id, import_id, number, sheet, line, outcome, channel,
                                address, address_key, last_name, claim, evidence, contact_id,
                                point_id, mobile_id)
        SELECT '%1$s', id, 10, 0, 11, outcome, 'EMAIL', address, address, 'Anders', claim,
               '{"row": "E-Mail: a"}', gen_random_uuid(), gen_random_uuid(), gen_random_uuid()
        FROM (VALUES ('%6$s'::uuid, 'NEW', '%12$s', 'NO'), ('%8$s', 'CHANGED', '%12$s', NULL),
                     ('%11$s', 'UNCHANGED', 'gebracht-%12$s', NULL)) r (id, outcome, address, claim);
        INSERT INTO import_note VALUES ('%1$s', '%6$s', 'EMAIL_INVALID', 10, 0, 'a');
        INSERT INTO import_change
        SELECT '%1$s'::uuid, id, 10, 'FIRST_NAME', 'Alt', after, applied
        FROM (VALUES ('%6$s'::uuid, 'Neu', false), ('%11$s', 'Neu', false)) c (id, after, applied)
        UNION ALL
        SELECT '%1$s'::uuid, '%8$s'::uuid, 10, 'FIRST_NAME', 'Alt', c.first_name, true FROM contact c
        WHERE c.tenant_id = '%1$s' AND c.id = '%13$s';
        """
            .formatted(
                tenant.value(),
                name.equals("ada") ? "{TIME}" : "{TIME,IP}",
                ids.get("user"),
                SHAPE,
                mapping,
                ids.get("import"),
                ids.get("Imports.check.import"),
                ids.get("Imports.undo.import"),
                ids.get("Imports.stop.import"),
                ids.get("job"),
                ids.get("Comparison.conclude.import"),
                address,
                ids.get("contact"),
                ids.get("purpose"));
    past.work(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.execute(sql + batches(address, ids));
          }
        });
  }

  /** One that another system handed over and that has its answers, and others before that. */
  private String batches(String address, Map<String, UUID> ids) {
    return """
        INSERT INTO contact_batch
        SELECT '%1$s', id, '%2$s', idempotency, body, state, 20, 10, now() - interval '1 day',
               now() - interval '1 hour'
        FROM (VALUES ('%3$s'::uuid, sha256('%4$s'), sha256('a'), 'DONE'),
                     ('%5$s', NULL, sha256('a'), 'TAKING'),
                     ('%6$s', NULL, NULL, 'READING')) b (id, idempotency, body, state);
        INSERT INTO contact_batch_row VALUES ('%1$s', '%3$s', 11, 'CREATED', '%7$s', '{DUPLICATE}');
        """
        .formatted(
            tenant.value(),
            ids.get("BatchRows.key"),
            ids.get("import"),
            address,
            ids.get("BatchRows.holdOn.import"),
            ids.get("BatchRows.read.import"),
            ids.get("contact"));
  }
}

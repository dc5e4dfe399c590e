package bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Fills the product's tables by SQL, with rows like its own. */
final class Filling {
  private static final String IDS =
      """
      INSERT INTO bench.prepared
      SELECT n, uuidv7(), uuidv7(), uuidv7(), uuidv7(), uuidv7()
      FROM generate_series(%d, %d) n
      """;
  private static final String CONTACTS =
      """
      INSERT INTO contact (tenant_id, id, first_name, last_name, language, origin, created_at,
                           updated_at)
      SELECT '%tenant', contact, 'Ada', 'Lovelace', 'de', 'FORM', now(), now()
      FROM bench.prepared WHERE n BETWEEN %from AND %to
      """;
  private static final String POINTS =
      """
      INSERT INTO contact_point (tenant_id, id, contact_id, channel, address, address_key,
                                 mail_block, mail_block_at, created_at)
      SELECT '%tenant', point, contact, 'EMAIL', 'prepared' || n || '@example.org',
             'prepared' || n || '@example.org', %block, now()
      FROM bench.prepared WHERE n BETWEEN %from AND %to
      """;
  private static final String EVENTS =
      """
      INSERT INTO consent_event (tenant_id, id, contact_point_id, purpose_id, type, status, at,
                                 actor, source, form_id, form_version)
      SELECT '%tenant', event, point, '%purpose', 'SIGNED_UP', 'TRIGGERED', now(), 'RECIPIENT',
             'FORM', '%form', 1
      FROM bench.prepared WHERE n BETWEEN %from AND %to
      """;
  private static final String CONSENTS =
      """
      INSERT INTO consent (tenant_id, contact_point_id, purpose_id, status, since, event_id)
      SELECT '%tenant', point, '%purpose', '%status', now(), event
      FROM bench.prepared WHERE n BETWEEN %from AND %to
      """;
  private static final String EVIDENCE =
      """
      INSERT INTO consent_evidence (tenant_id, event_id, salt, content)
      SELECT '%tenant', event, decode(replace(event::text, '-', ''), 'hex'), %evidence::jsonb
      FROM bench.prepared WHERE n BETWEEN %from AND %to
      """;
  private static final String RUNS =
      """
      INSERT INTO run (tenant_id, id, process_id, process_version, contact_point_id, purpose_id,
                       step, status, started_at, due_at)
      SELECT '%tenant', run, '%process', 1, point, '%purpose', 'wait', 'WAITING', now(),
             now() + interval '7 days'
      FROM bench.prepared WHERE n BETWEEN %from AND %to
      """;
  private static final String MESSAGES =
      """
      INSERT INTO message (tenant_id, id, contact_point_id, message_class, purpose_id, campaign_id,
                           campaign_version, event_id, run_id, status, created_at, due_at,
                           attempts, answer, answered_at)
      SELECT '%tenant', message, point, 'OPT_IN', '%purpose', '%campaign', 1, event, run,
             'ACCEPTED', now(), now(), 1, '250 2.0.0 taken', now()
      FROM bench.prepared WHERE n BETWEEN %from AND %to
      """;

  private static final String GROUP =
      """
      INSERT INTO contact_group (tenant_id, id, name, created_at)
      VALUES ('%tenant', '%group', '%group', now());
      INSERT INTO contact_group_member (tenant_id, group_id, contact_id, since)
      SELECT '%tenant', '%group', contact, now() - interval '1 minute'
      FROM bench.prepared WHERE n BETWEEN %from AND %to ORDER BY contact
      """;

  private static final String PENDING =
      """
      INSERT INTO log_pending (tenant_id, event_id)
      SELECT '%tenant', event FROM bench.prepared WHERE n BETWEEN %from AND %to
      """;

  private final Product product;
  private final Sample sample;

  Filling(Product product, Sample sample) throws SQLException {
    this.product = product;
    this.sample = sample;
    try (Connection connection = product.connect()) {
      Product.run(connection, "CREATE SCHEMA IF NOT EXISTS bench");
      Product.run(connection, "GRANT USAGE ON SCHEMA bench TO jawort_app");
      Product.run(
          connection,
          """
          CREATE TABLE IF NOT EXISTS bench.prepared
            (n int PRIMARY KEY, contact uuid, point uuid, event uuid, run uuid, message uuid)
          """);
      Product.run(connection, "GRANT SELECT ON bench.prepared TO jawort_app");
    }
  }

  /** Contacts who confirmed, numbered from one number to another; what P7 reads. */
  void confirmed(int from, int to) throws SQLException {
    fill(from, to, "NULL, NULL", "CONFIRMED", List.of(CONTACTS, POINTS, EVENTS, CONSENTS));
  }

  /** Contacts whom nobody asked yet; what P6 asks. */
  void unknown(int from, int to) throws SQLException {
    fill(from, to, "NULL, NULL", "", List.of(CONTACTS, POINTS));
  }

  /** Puts those of the numbers into a group of their own and returns its id. */
  String group(int from, int to) throws SQLException {
    String group = java.util.UUID.randomUUID().toString();
    try (Connection connection = product.connect()) {
      Product.run(connection, worded(GROUP.replace("%group", group), from, to, "", ""));
      Product.run(connection, "VACUUM ANALYZE contact_group_member");
    }
    return group;
  }

  /** Contacts whose confirmation mail has gone out; what P2 clicks. */
  void waiting(int from, int to) throws SQLException {
    waiting(from, to, "SENT");
  }

  /** The same with another status of the consent. */
  void waiting(int from, int to, String status) throws SQLException {
    fill(
        from,
        to,
        "'NEW', now()",
        status,
        List.of(CONTACTS, POINTS, EVENTS, CONSENTS, EVIDENCE, RUNS, MESSAGES));
  }

  /** Events of nobody, with their evidence, which the sealer does not see yet. */
  void unsealed(int from, int to) throws SQLException {
    fill(from, to, "NULL, NULL", "TRIGGERED", List.of(EVENTS, EVIDENCE));
  }

  /** Hands them to the sealer in one transaction. */
  void waitingForTheirPlace(int from, int to) throws SQLException {
    try (Connection connection = product.connect()) {
      Product.run(connection, worded(PENDING, from, to, "", ""));
    }
  }

  private void fill(int from, int to, String block, String status, List<String> statements)
      throws SQLException {
    long start = System.nanoTime();
    try (Connection connection = product.connect()) {
      // No row by row look-up of foreign keys: they hold by the way the rows are made.
      Product.run(connection, "SET session_replication_role = replica");
      Product.run(connection, IDS.formatted(from, to));
      for (String sql : statements) {
        Product.run(connection, worded(sql, from, to, block, status));
      }
      Product.run(connection, "VACUUM ANALYZE");
    }
    System.out.printf(
        "  prepared %,d contacts in %.0f s%n", to - from + 1, (System.nanoTime() - start) / 1e9);
  }

  private String worded(String sql, int from, int to, String block, String status) {
    return sql.replace("%block", block)
        .replace("%tenant", sample.tenant())
        .replace("%purpose", sample.purpose())
        .replace("%process", sample.process())
        .replace("%campaign", sample.campaign())
        .replace("%form", sample.form())
        .replace("%status", status)
        .replace("%evidence", sample.evidenceLiteral())
        .replace("%from", "" + from)
        .replace("%to", "" + to);
  }
}

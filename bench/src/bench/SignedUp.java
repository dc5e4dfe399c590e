package bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Contacts that 90 days of sign-ups made: two of three confirmed, most within minutes; of the rest
 * a few refused, and the others lapsed after seven days or wait.
 */
final class SignedUp {
  private static final String IDS =
      """
      INSERT INTO bench.signed_up
      SELECT n, at, delay, fate, uuidv7(at - now()), uuidv7(at - now()), uuidv7(at - now()),
             uuidv7(at - now()), uuidv7(at - now()), uuidv7(at - now() + interval '3 seconds'),
             uuidv7(least(at - now() + delay, interval '0')), uuidv7(at - now() + delay * 0.9)
      FROM (
        SELECT n, now() - interval '90 days' * ((%all - n + 1)::float8 / %all) AS at,
               CASE WHEN h % 100 < 66 THEN interval '1 second' * (20 + -ln((h % 9973 + 1) / 9974.0)
                                              * CASE WHEN h % 5 = 0 THEN 20000 ELSE 180 END)
                    WHEN h % 100 < 70 THEN interval '1 hour' ELSE interval '7 days' END AS delay,
               CASE WHEN h % 100 < 66 THEN 'CONFIRMED' WHEN h % 100 < 70 THEN 'REFUSED'
                    ELSE 'LAPSED' END AS fate
        FROM (SELECT n, hashint4(n) & 2147483647 AS h FROM generate_series(%from, %to) n) g) s
      """;
  private static final String WAITING =
      "UPDATE bench.signed_up SET fate = 'WAITING' WHERE at + delay > now()";
  private static final String CONTACTS =
      """
      INSERT INTO contact (tenant_id, id, first_name, last_name, language, origin, created_at,
                           updated_at)
      SELECT '%tenant', contact,
             (ARRAY['Ada','Grace','Emmy','Hedwig','Konrad','Lise','Max','Paula'])[n % 8 + 1],
             (ARRAY['Lovelace','Hopper','Noether','Lamarr','Zuse','Meitner','Born','Müller'])
               [n / 8 % 8 + 1] || n / 640, 'de', 'FORM', at, at
      FROM bench.signed_up WHERE n BETWEEN %from AND %to
      """;
  private static final String POINTS =
      """
      INSERT INTO contact_point (tenant_id, id, contact_id, channel, address, address_key,
                                 mail_block, mail_block_at, created_at)
      SELECT '%tenant', point, contact, 'EMAIL', a.address, a.address,
             CASE fate WHEN 'WAITING' THEN 'NEW' WHEN 'LAPSED' THEN 'LAPSED'
                       WHEN 'REFUSED' THEN 'UNSUBSCRIBED' END,
             CASE fate WHEN 'CONFIRMED' THEN NULL ELSE at END, at
      FROM bench.signed_up
      CROSS JOIN LATERAL (
        SELECT 'person' || n || '@' || (ARRAY['gmx.de','web.de','gmail.com','t-online.de',
          'firma' || n / 50 || '.example','outlook.com','gmx.net','posteo.de'])[n % 8 + 1]
          AS address) a
      WHERE n BETWEEN %from AND %to
      """;
  private static final String EVENTS =
      """
      INSERT INTO consent_event (tenant_id, id, contact_point_id, purpose_id, type, status, at,
                                 actor, source, form_id, form_version)
      SELECT '%tenant', event, point, '%purpose', 'SIGNED_UP', 'TRIGGERED', at, 'RECIPIENT',
             'FORM', '%form', 1
      FROM bench.signed_up WHERE n BETWEEN %from AND %to
      """;
  private static final String SENT =
      """
      INSERT INTO consent_event (tenant_id, id, contact_point_id, purpose_id, type, status, at,
                                 actor, source, message_id)
      SELECT '%tenant', sent, point, '%purpose', 'SENT', 'SENT', at + interval '3 seconds',
             'PROCESS', 'OPT_IN', message
      FROM bench.signed_up WHERE n BETWEEN %from AND %to
      """;
  private static final String DECIDED =
      """
      INSERT INTO consent_event (tenant_id, id, contact_point_id, purpose_id, type, status, at,
                                 actor, source, message_id)
      SELECT '%tenant', decided, point, '%purpose', fate, fate, at + delay,
             CASE fate WHEN 'LAPSED' THEN 'PROCESS' ELSE 'RECIPIENT' END, 'LINK', message
      FROM bench.signed_up WHERE n BETWEEN %from AND %to AND fate <> 'WAITING'
      """;
  private static final String CONSENTS =
      """
      INSERT INTO consent (tenant_id, contact_point_id, purpose_id, status, since, event_id)
      SELECT '%tenant', point, '%purpose',
             CASE fate WHEN 'WAITING' THEN 'SENT' ELSE fate END,
             CASE fate WHEN 'WAITING' THEN at ELSE at + delay END,
             CASE fate WHEN 'WAITING' THEN sent ELSE decided END
      FROM bench.signed_up WHERE n BETWEEN %from AND %to
      """;
  private static final String RUNS =
      """
      INSERT INTO run (tenant_id, id, process_id, process_version, contact_point_id, purpose_id,
                       step, status, started_at, due_at, ended_at)
      SELECT '%tenant', run, '%process', 1, point, '%purpose', 'wait', fate, at,
             at + interval '7 days', CASE fate WHEN 'WAITING' THEN NULL ELSE at + delay END
      FROM bench.signed_up WHERE n BETWEEN %from AND %to
      """;
  private static final String MESSAGES =
      """
      INSERT INTO message (tenant_id, id, contact_point_id, message_class, purpose_id, campaign_id,
                           campaign_version, event_id, run_id, status, created_at, due_at,
                           attempts, answer, answered_at)
      SELECT '%tenant', message, point, 'OPT_IN', '%purpose', '%campaign', 1, event, run,
             'ACCEPTED', at, at, 1, '250 2.0.0 taken', at
      FROM bench.signed_up WHERE n BETWEEN %from AND %to
      """;
  private static final String FETCHES =
      """
      INSERT INTO link_fetch (tenant_id, id, message_id, link_type, at)
      SELECT '%tenant', fetched, message, 'CONFIRM', at + delay * 0.9
      FROM bench.signed_up
      WHERE n BETWEEN %from AND %to AND fate = 'CONFIRMED' AND at > now() - interval '30 days'
      """;
  private static final String GROUP =
      """
      INSERT INTO contact_group (tenant_id, id, name, created_at)
      VALUES ('%tenant', uuidv7(), 'Alle', now()) ON CONFLICT DO NOTHING;
      INSERT INTO contact_group_member (tenant_id, group_id, contact_id, since)
      SELECT '%tenant', g.id, contact, at
      FROM bench.signed_up JOIN contact_group g ON g.tenant_id = '%tenant' AND g.name = 'Alle'
      WHERE n BETWEEN %from AND %to;
      INSERT INTO holder_count (tenant_id, held_id, holders)
      SELECT '%tenant', id, %to - %from + 1 FROM contact_group
      WHERE tenant_id = '%tenant' AND name = 'Alle'
      """;

  private final Product product;
  private final Sample sample;

  SignedUp(Product product, Sample sample) throws SQLException {
    this.product = product;
    this.sample = sample;
    try (Connection connection = product.connect()) {
      Product.run(connection, "CREATE SCHEMA IF NOT EXISTS bench");
      Product.run(
          connection,
          """
          CREATE TABLE IF NOT EXISTS bench.signed_up
            (n int PRIMARY KEY, at timestamptz, delay interval, fate text, contact uuid, point uuid,
             event uuid, run uuid, message uuid, sent uuid, decided uuid, fetched uuid)
          """);
    }
  }

  /** Fills up to so many, in parts that need no large transaction. */
  void fill(int contacts) throws SQLException {
    fill(
        contacts,
        List.of(CONTACTS, POINTS, EVENTS, SENT, DECIDED, CONSENTS, RUNS, MESSAGES, FETCHES, GROUP));
  }

  /** Who they are alone, without all that happened to them. */
  void people(int contacts) throws SQLException {
    fill(contacts, List.of(CONTACTS, POINTS));
  }

  private void fill(int contacts, List<String> statements) throws SQLException {
    int part = 500_000;
    long start = System.nanoTime();
    try (Connection connection = product.connect()) {
      // No row by row look-up of foreign keys: they hold by the way the rows are made.
      Product.run(connection, "SET session_replication_role = replica");
      for (int from = 1; from <= contacts; from += part) {
        int to = Math.min(contacts, from + part - 1);
        Product.run(connection, worded(IDS, from, to, contacts));
        Product.run(connection, WAITING);
        for (String sql : statements) {
          Product.run(connection, worded(sql, from, to, contacts));
        }
      }
      // What the triggers that were off would have noted.
      Product.run(
          connection,
          worded(
              """
              INSERT INTO contact_to_search (tenant_id, contact_id)
              SELECT '%tenant', contact FROM bench.signed_up ON CONFLICT DO NOTHING
              """,
              1, contacts, contacts));
      Product.run(connection, "VACUUM ANALYZE");
    }
    System.out.printf(
        "  signed up %,d contacts in %.0f s%n", contacts, (System.nanoTime() - start) / 1e9);
  }

  /** Until all of them can be found. */
  void awaitSearch() throws SQLException, InterruptedException {
    long start = System.nanoTime();
    try (Connection connection = product.connect()) {
      while (!Product.text(connection, "SELECT count(*) FROM contact_to_search").equals("0")) {
        Thread.sleep(2_000);
      }
      Product.run(connection, "VACUUM ANALYZE contact_search");
      System.out.printf(
          "  to be found after %.0f s; on disk %s%n",
          (System.nanoTime() - start) / 1e9,
          Product.text(
              connection,
              "SELECT pg_size_pretty(pg_table_size('contact_search')) || ' and indexes '"
                  + " || pg_size_pretty(pg_indexes_size('contact_search'))"));
    }
  }

  private String worded(String sql, int from, int to, int all) {
    return sql.replace("%all", "" + all)
        .replace("%tenant", sample.tenant())
        .replace("%purpose", sample.purpose())
        .replace("%process", sample.process())
        .replace("%campaign", sample.campaign())
        .replace("%form", sample.form())
        .replace("%from", "" + from)
        .replace("%to", "" + to);
  }
}

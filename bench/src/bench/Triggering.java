package bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * P6: a static group is asked, from the wish to the last durable run with its queued mail; beside
 * it the same rows by one INSERT … SELECT for each table.
 */
final class Triggering {
  private static final int FIRST = 30_000_001;
  private static final int MEMBERS =
      Integer.parseInt(System.getenv().getOrDefault("MEMBERS", "1000000"));

  /** Enough for the JVM to compile what is measured then. */
  private static final int WARM_UP = Math.min(50_000, MEMBERS);

  private static final String EVIDENCE =
      """
      {"ip": null, "note": null, "page": null, "boxes": [], "asking": {"note": "Haarschnitt", \
      "basis": "EXISTING_CUSTOMER", "stated": "WITH_REQUEST"}, "address": "%s", \
      "userAgent": null, "privacyPolicy": null}""";

  /** As the product writes them, in the same order. */
  private static final List<String> BARE =
      List.of(
          """
          INSERT INTO consent_event (tenant_id, id, contact_point_id, purpose_id, type, status, at,
                                     actor, actor_id, source)
          SELECT '%tenant', event, point, '%purpose', 'REQUESTED', 'TRIGGERED', now(), 'STAFF',
                 '%tenant', 'GROUP'
          FROM bench.prepared WHERE n BETWEEN %from AND %to
          """,
          """
          INSERT INTO consent_evidence (tenant_id, event_id, salt, content)
          SELECT '%tenant', event, uuid_send(gen_random_uuid()),
                 replace('%evidence', '%s', 'prepared' || n || '@example.org')::jsonb
          FROM bench.prepared WHERE n BETWEEN %from AND %to
          """,
          """
          INSERT INTO log_pending (tenant_id, event_id)
          SELECT '%tenant', event FROM bench.prepared WHERE n BETWEEN %from AND %to
          """,
          """
          INSERT INTO consent (tenant_id, contact_point_id, purpose_id, status, since, event_id)
          SELECT '%tenant', point, '%purpose', 'TRIGGERED', now(), event
          FROM bench.prepared WHERE n BETWEEN %from AND %to
          """,
          """
          INSERT INTO run (tenant_id, id, process_id, process_version, contact_point_id, purpose_id,
                           step, status, started_at, due_at)
          SELECT '%tenant', run, '%process', 1, point, '%purpose', 'wait', 'WAITING', now(),
                 now() + interval '7 days'
          FROM bench.prepared WHERE n BETWEEN %from AND %to
          """,
          """
          INSERT INTO message (tenant_id, id, contact_point_id, message_class, purpose_id,
                               campaign_id, campaign_version, event_id, run_id, status, created_at,
                               due_at)
          SELECT '%tenant', message, point, 'OPT_IN', '%purpose', '%campaign', 1, event, run,
                 'QUEUED', now(), '2099-01-01'
          FROM bench.prepared WHERE n BETWEEN %from AND %to
          """);

  private final Product product;
  private final Sample sample;
  private final Table table;
  private final Filling filling;

  Triggering(Product product, Sample sample, Table table) throws SQLException {
    this.product = product;
    this.sample = sample;
    this.table = table;
    this.filling = new Filling(product, sample);
  }

  void run() throws SQLException, InterruptedException {
    int bare = FIRST + WARM_UP;
    int ours = bare + MEMBERS;
    filling.unknown(FIRST, ours + MEMBERS - 1);
    try (Connection connection = product.connect()) {
      System.out.printf("  warming up %.0f/s%n", ask(connection, FIRST, bare - 1));
      Product.run(connection, "CHECKPOINT");
      table.add("P6 bare INSERT … SELECT/s", MEMBERS / bare(connection, bare, ours - 1));
      Product.run(connection, "CHECKPOINT");
      table.add("P6 asked/s", ask(connection, ours, ours + MEMBERS - 1));
    }
    double rate = table.median("P6 asked/s");
    double peer = table.median("P6 bare INSERT … SELECT/s");
    table.line(
        "P6 trigger for a group of %,d, sealing beside".formatted(MEMBERS),
        "%s s, %s /s".formatted(Table.number(MEMBERS / rate), Table.number(rate)),
        "%s s, %s /s (bare INSERT … SELECT)"
            .formatted(Table.number(MEMBERS / peer), Table.number(peer)),
        String.format(Locale.ROOT, "%.2f × its time", peer / rate),
        "≤ 2 ×");
  }

  /** Seconds for the rows; the sealer never sees those, or it would go on while we are measured. */
  private double bare(Connection connection, int from, int to) throws SQLException {
    Product.run(connection, "SET jawort.tenants = '{" + sample.tenant() + "}'");
    connection.setAutoCommit(false);
    Product.run(connection, "SET LOCAL ROLE jawort_app");
    long start = System.nanoTime();
    for (String sql : BARE) {
      Product.run(connection, worded(sql, from, to));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Product.run(connection, "RESET ROLE");
    Product.run(
        connection,
        "DELETE FROM log_pending WHERE event_id IN (SELECT event FROM bench.prepared WHERE n BETWEEN "
            + from
            + " AND "
            + to
            + ")");
    start = System.nanoTime();
    connection.commit();
    connection.setAutoCommit(true);
    return seconds + (System.nanoTime() - start) / 1e9;
  }

  private String worded(String sql, int from, int to) {
    return sql.replace("%tenant", sample.tenant())
        .replace("%purpose", sample.purpose())
        .replace("%process", sample.process())
        .replace("%campaign", sample.campaign())
        .replace("%evidence", EVIDENCE)
        .replace("%from", "" + from)
        .replace("%to", "" + to);
  }

  /**
   * Asks a group and returns how many a second. The first batch, until which the worker has to
   * notice that there is something to do, begins the measurement and does not count.
   */
  private double ask(Connection connection, int from, int to)
      throws SQLException, InterruptedException {
    String group = filling.group(from, to);
    UUID id = UUID.randomUUID();
    Product.run(
        connection,
        """
        INSERT INTO job (tenant_id, id, kind, started_by, about, parameters, state, total, started_at,
                         worked_at, going_since, due_at)
        VALUES ('%1$s', '%2$s', 'MASS_REQUEST', '%1$s',
                '{"group": "%3$s", "purpose": {"value": "%4$s"}}',
                '{"basis": {"basis": "EXISTING_CUSTOMER", "note": "Haarschnitt",
                            "stated": "WITH_REQUEST"},
                  "actor": {"kind": "STAFF", "id": "%1$s"}, "source": "GROUP",
                  "pace": {"perHour": 10000000, "perDomain": 10000000}}',
                'QUEUED', %5$d, now(), now(), now(), now())
        """
            .formatted(sample.tenant(), id, group, sample.purpose(), to - from + 1));
    String done = "SELECT done FROM job WHERE id = '" + id + "'";
    while (number(connection, done) == 0) {
      Thread.sleep(10);
    }
    long start = System.nanoTime();
    int first = number(connection, done);
    while (Product.text(connection, "SELECT ended_at FROM job WHERE id = '" + id + "'") == null) {
      Thread.sleep(50);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    int asked =
        number(connection, "SELECT outcome ->> 'REQUESTED' FROM job WHERE id = '" + id + "'");
    if (asked != to - from + 1) {
      throw new IllegalStateException(asked + " were asked of " + (to - from + 1));
    }
    return (asked - first) / seconds;
  }

  private static int number(Connection connection, String sql) throws SQLException {
    return Integer.parseInt(Product.text(connection, sql));
  }
}

package bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** What a run that waits for its confirmation takes on disk, in tables that nothing else is in. */
final class Waiting {
  private static final int FIRST = 50_000_001;
  private static final int RUNS = 100_000;
  private static final String[] TABLES = {
    "run", "message", "consent", "consent_event", "consent_evidence"
  };

  private static final String COPY =
      """
      DROP TABLE IF EXISTS bench.waiting_%1$s;
      CREATE TABLE bench.waiting_%1$s (LIKE %1$s INCLUDING ALL);
      INSERT INTO bench.waiting_%1$s OVERRIDING SYSTEM VALUE
      SELECT t.* FROM %1$s t JOIN bench.prepared p ON p.%2$s
      WHERE p.n BETWEEN %3$d AND %4$d ORDER BY p.n;
      """;

  /** What the values take, without a row's header and without what pads them. */
  private static final String VALUES =
      """
      SELECT avg(pg_column_size(w.*) - pg_column_size(ROW()))
      FROM bench.waiting_%s w
      """;

  private final Product product;
  private final Table table;
  private final Filling filling;

  Waiting(Product product, Sample sample, Table table) throws SQLException {
    this.product = product;
    this.table = table;
    this.filling = new Filling(product, sample);
  }

  void run() throws SQLException {
    filling.waiting(FIRST, FIRST + RUNS - 1, "SENT");
    double all = 0;
    double bare = 0;
    try (Connection connection = product.connect()) {
      for (String name : TABLES) {
        double bytes = bytes(connection, name);
        double values = Double.parseDouble(Product.text(connection, VALUES.formatted(name)));
        table.add("bytes of a waiting run, " + name, bytes);
        table.add("bytes of its values, " + name, values);
        if (name.equals("run")) {
          line("bytes per waiting run, run with its five indexes", bytes, values);
        }
        all += bytes;
        bare += values;
      }
    }
    line("bytes per waiting run with mail, consent, event and evidence", all, bare);
  }

  private double bytes(Connection connection, String name) throws SQLException {
    String join =
        switch (name) {
          case "run" -> "run = t.id";
          case "message" -> "message = t.id";
          case "consent" -> "point = t.contact_point_id";
          case "consent_event" -> "event = t.id";
          default -> "event = t.event_id";
        };
    if (name.equals("consent_evidence")) {
      copyEvidence(connection);
    } else {
      Product.run(connection, COPY.formatted(name, join, FIRST, FIRST + RUNS - 1));
    }
    String size = "SELECT pg_total_relation_size('bench.waiting_" + name + "')";
    return Double.parseDouble(Product.text(connection, size)) / RUNS;
  }

  /** One of its columns is generated. */
  private static void copyEvidence(Connection connection) throws SQLException {
    Product.run(
        connection,
        """
        DROP TABLE IF EXISTS bench.waiting_consent_evidence;
        CREATE TABLE bench.waiting_consent_evidence (LIKE consent_evidence INCLUDING ALL);
        INSERT INTO bench.waiting_consent_evidence (tenant_id, event_id, salt, content)
        SELECT t.tenant_id, t.event_id, t.salt, t.content
        FROM consent_evidence t JOIN bench.prepared p ON p.event = t.event_id
        WHERE p.n BETWEEN %d AND %d ORDER BY p.n
        """
            .formatted(FIRST, FIRST + RUNS - 1));
  }

  private void line(String job, double bytes, double values) {
    table.line(
        job,
        Table.number(bytes),
        Table.number(values) + " (the values alone)",
        String.format(Locale.ROOT, "%.2f ×", bytes / values),
        "");
  }
}

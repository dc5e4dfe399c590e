package bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/**
 * How many runs the engine takes a step further in a second: those whose time to answer is over,
 * those that get a reminder, and those that only wait on; beside it one bare UPDATE of as many.
 */
final class Advancing {
  private static final int FIRST = 40_000_001;
  private static final int RUNS = Integer.parseInt(System.getenv().getOrDefault("RUNS", "50000"));
  private static final int WARM_UP = Math.min(20_000, RUNS / 2);

  private static final String STEPS =
      """
      [{"type": "SEND_CAMPAIGN", "id": "send", "campaign": "%campaign", "next": "wait"},
       {"type": "WAIT_FOR_CONFIRMATION", "id": "wait", "days": 7, "confirmed": "pause",
        "unconfirmed": "remind"},
       {"type": "SEND_CAMPAIGN", "id": "remind", "campaign": "%campaign", "next": "wait2"},
       {"type": "WAIT_FOR_CONFIRMATION", "id": "wait2", "days": 7, "confirmed": "complete",
        "unconfirmed": "unsubscribe"},
       {"type": "WAIT", "id": "pause", "days": 1, "hours": 0, "next": "pause2"},
       {"type": "WAIT", "id": "pause2", "days": 1, "hours": 0, "next": "complete"},
       {"type": "COMPLETE", "id": "complete"}, {"type": "UNSUBSCRIBE", "id": "unsubscribe"}]
      """;

  private final Product product;
  private final Sample sample;
  private final Table table;
  private final Filling filling;
  private int next = FIRST;

  Advancing(Product product, Sample sample, Table table) throws SQLException {
    this.product = product;
    this.sample = sample;
    this.table = table;
    this.filling = new Filling(product, sample);
  }

  void run() throws SQLException, InterruptedException {
    try (Connection connection = product.connect()) {
      makeProcess(connection);
      for (int many : new int[] {WARM_UP, RUNS}) {
        boolean counts = many != WARM_UP;
        note(counts, "lapses", measure(connection, many, "SENT", ""));
        String process = ", process_id = '01900000-0000-7000-8000-00000000be9c'";
        note(counts, "reminders", measure(connection, many, "SENT", process));
        note(
            counts,
            "waits",
            measure(
                connection,
                many,
                "CONFIRMED",
                process + ", step = 'pause', status = 'CONFIRMED', answered_step = 'wait'"));
      }
      table.add("runs bare UPDATE/s", bare(connection));
    }
    double bare = table.median("runs bare UPDATE/s");
    for (String kind : new String[] {"lapses", "reminders", "waits"}) {
      table.line(
          "runs: %s, %,d due at once".formatted(kind, RUNS),
          Table.number(table.median("runs " + kind + "/s")) + " /s",
          Table.number(bare) + " /s (bare UPDATE of run)",
          String.format(Locale.ROOT, "%.2f ×", table.median("runs " + kind + "/s") / bare),
          kind.equals("lapses") ? "≥ 10,000 /s" : "");
    }
  }

  private void note(boolean counts, String kind, double rate) {
    if (counts) {
      table.add("runs " + kind + "/s", rate);
    } else {
      System.out.printf("  %s warming up %.0f/s%n", kind, rate);
    }
  }

  private void makeProcess(Connection connection) throws SQLException {
    Product.run(
        connection,
        """
        INSERT INTO opt_in_process (tenant_id, id, name, language, status, version, created_at)
        VALUES ('%1$s', '01900000-0000-7000-8000-00000000be9c', 'Bench', 'de', 'ARCHIVED', 1, now())
        ON CONFLICT DO NOTHING;
        INSERT INTO opt_in_process_version (tenant_id, process_id, version, steps, created_at)
        VALUES ('%1$s', '01900000-0000-7000-8000-00000000be9c', 1, '%2$s', now())
        ON CONFLICT DO NOTHING
        """
            .formatted(sample.tenant(), STEPS.replace("%campaign", sample.campaign())));
  }

  /** Makes so many due in one moment; the first that moved begin the measurement. */
  private double measure(Connection connection, int many, String status, String change)
      throws SQLException, InterruptedException {
    int from = next;
    next += many;
    filling.waiting(from, next - 1, status);
    Product.run(connection, "CHECKPOINT");
    Product.run(
        connection,
        """
        UPDATE run SET started_at = now() - interval '8 days', due_at = now() - interval '1 hour'%s
        WHERE id IN (SELECT run FROM bench.prepared WHERE n BETWEEN %d AND %d)
        """
            .formatted(change, from, next - 1));
    int first = many;
    while (first == many) {
      Thread.sleep(5);
      first = due(connection);
    }
    long start = System.nanoTime();
    while (due(connection) > 0) {
      Thread.sleep(20);
    }
    return first / ((System.nanoTime() - start) / 1e9);
  }

  private static int due(Connection connection) throws SQLException {
    return Integer.parseInt(
        Product.text(
            connection,
            "SELECT count(*) FROM run WHERE ended_at IS NULL AND due_at < now() - interval '1 minute'"));
  }

  private double bare(Connection connection) throws SQLException {
    int from = next;
    next += RUNS;
    filling.waiting(from, next - 1, "SENT");
    Product.run(connection, "CHECKPOINT");
    long start = System.nanoTime();
    Product.run(
        connection,
        """
        UPDATE run r SET step = 'unsubscribe', status = 'LAPSED', moved_at = now(), ended_at = now(),
                         answered_step = 'wait'
        FROM bench.prepared p WHERE p.run = r.id AND p.n BETWEEN %d AND %d
        """
            .formatted(from, next - 1));
    return RUNS / ((System.nanoTime() - start) / 1e9);
  }
}

package bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/**
 * How long and how often is measured.
 *
 * @param time of one run
 */
record Settings(int rounds, Duration time) {
  private static final int WARM_UP_RUNS = 4;

  /** A measurement with its length. */
  interface Run {
    Load.Result of(Duration time) throws IOException, SQLException;
  }

  static Settings read() {
    return new Settings(
        Integer.parseInt(System.getenv().getOrDefault("ROUNDS", "3")),
        Duration.ofSeconds(Integer.parseInt(System.getenv().getOrDefault("SECONDS_EACH", "6"))));
  }

  /** Lets the JVM compile what is measured then. */
  void warmUp(String name, Run run) throws IOException, SQLException {
    for (int i = 0; i < WARM_UP_RUNS; i++) {
      System.out.printf("  %s warming up %.0f/s%n", name, run.of(time).perSecond());
    }
  }

  /** Measures once and notes what it gave and what it took. */
  void measure(Product product, Table table, String job, String name, Run run)
      throws IOException, SQLException {
    Product.Processors before = product.processors();
    long start = System.nanoTime();
    Load.Result result = run.of(time);
    double seconds = (System.nanoTime() - start) / 1e9;
    table.add(job, name, result, product.processors().since(before), seconds);
  }
}

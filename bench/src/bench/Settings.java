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
  private static final int FEWEST_WARM_UP_RUNS = 4;
  private static final int MOST_WARM_UP_RUNS = 12;

  /** A run that gained less than this over the one before has warmed up. */
  private static final double STILL_WARMING = 1.03;

  /** A measurement with its length. */
  interface Run {
    Load.Result of(Duration time) throws IOException, SQLException;
  }

  static Settings read() {
    return new Settings(
        Integer.parseInt(System.getenv().getOrDefault("ROUNDS", "3")),
        Duration.ofSeconds(Integer.parseInt(System.getenv().getOrDefault("SECONDS_EACH", "6"))));
  }

  /** Lets the JVM compile what is measured then, until it no longer gets faster. */
  void warmUp(String name, Run run) throws IOException, SQLException {
    double before;
    double now = 0;
    int runs = 0;
    do {
      before = now;
      now = run.of(time).perSecond();
      System.out.printf("  %s warming up %.0f/s%n", name, now);
      runs++;
    } while (runs < FEWEST_WARM_UP_RUNS
        || runs < MOST_WARM_UP_RUNS && now > before * STILL_WARMING);
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

package bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** P9: from the start of the process to its first page, and what it takes when idle. */
final class Starting {
  private static final long IDLE_SECONDS = 10;

  private final Product product;
  private final Table table;

  Starting(Product product, Table table) {
    this.product = product;
    this.table = table;
  }

  /** Expects the product stopped, its schema in place, and leaves it stopped. */
  void run(Settings settings) throws IOException, InterruptedException, SQLException {
    for (int round = 0; round < settings.rounds(); round++) {
      table.add("P9 seconds to the first page", product.start("/login"));
      TimeUnit.SECONDS.sleep(IDLE_SECONDS);
      table.add("P9 MB idle", product.residentMegabytes());
      table.add("P9 MB of PostgreSQL", product.databaseMegabytes());
      bare();
      product.stop();
    }
    line(
        "P9 start to first page", "P9 seconds to the first page", "s", "P9 bare, seconds", "≤ 2 s");
    line("P9 resident memory, idle", "P9 MB idle", "MB", "P9 bare, MB", "≤ 150 MB");
    table.line(
        "P9 its PostgreSQL", Table.number(table.median("P9 MB of PostgreSQL")) + " MB", "", "", "");
  }

  private void line(String job, String ours, String unit, String peer, String goal) {
    table.line(
        job,
        Table.number(table.median(ours)) + " " + unit,
        Table.number(table.median(peer)) + " " + unit + " (bare Spring Boot, as it comes)",
        String.format(java.util.Locale.ROOT, "%.2f ×", table.median(ours) / table.median(peer)),
        goal);
  }

  /**
   * The same libraries with an application of one line, on the same database; without the product's
   * own jar, whose settings name what only the product has.
   */
  private void bare() throws IOException, InterruptedException {
    int port = Product.freePort();
    var builder =
        new ProcessBuilder(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                withoutTheProduct(System.getProperty("java.class.path")),
                "bench.BareSpring",
                "--server.port=" + port,
                "--spring.datasource.url=" + product.jdbcUrl(),
                "--spring.datasource.username=" + product.databaseUser(),
                "--spring.datasource.password=" + product.databasePassword()));
    File log = new File("target/bench/bare.log");
    builder.redirectErrorStream(true).redirectOutput(log);
    long start = System.nanoTime();
    Process process = builder.start();
    Product.awaitPage(process, port, "/login", Path.of(log.getPath()));
    table.add("P9 bare, seconds", (System.nanoTime() - start) / 1e9);
    TimeUnit.SECONDS.sleep(IDLE_SECONDS);
    table.add("P9 bare, MB", Product.megabytes(process.pid(), "status", "VmRSS:"));
    process.destroy();
    process.waitFor();
  }

  private static String withoutTheProduct(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("jawort.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}

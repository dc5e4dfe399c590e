package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** Runs the jobs that the arguments name and prints their table. */
final class Bench {
  private Bench() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException {
    List<String> jobs =
        arguments.length == 0
            ? List.of(
                "P1", "P2", "P7", "P5", "sealing", "runs", "waiting", "render", "P9", "P6", "P4")
            : List.of(arguments);
    var table = new Table();
    var settings = Settings.read();
    try (var product = new Product()) {
      product.start("/health/ready");
      Sample sample = Sample.of(product);
      for (String job : jobs) {
        System.out.println(job);
        run(job, product, sample, table, settings);
        Files.writeString(Path.of("target/bench/table.md"), heading() + table.text());
      }
    }
    System.out.println(heading() + table.text());
  }

  private static void run(
      String job, Product product, Sample sample, Table table, Settings settings)
      throws IOException, InterruptedException, SQLException {
    if (job.startsWith("pages:")) {
      new Pages(product, sample, table).run(Integer.parseInt(job.substring("pages:".length())));
      return;
    }
    if (job.startsWith("search:")) {
      new Pages(product, sample, table).search(Integer.parseInt(job.substring("search:".length())));
      return;
    }
    switch (job) {
      case "P1" -> new Intake(product, sample, table).run(settings);
      case "P2" -> new Confirming(product, sample, table).run(settings);
      case "P7" -> new Asking(product, sample, table).run(settings);
      case "P9" -> {
        product.stop();
        new Starting(product, table).run(settings);
        product.start("/health/ready");
      }
      case "P5" -> new Counting(product, sample, table).run(settings);
      case "sealing" -> new Sealing(product, sample, table).run(settings);
      case "P4" -> new Importing(product, sample, table).run();
      case "export" -> new Exporting(product, sample, table).run();
      case "P6" -> new Triggering(product, sample, table).run();
      case "runs" -> new Advancing(product, sample, table).run();
      case "render" -> new Rendering(table).run(settings);
      case "waiting" -> new Waiting(product, sample, table).run();
      case "pages" -> new Pages(product, sample, table).run(1_000_000);
      default ->
          throw new IllegalArgumentException(
              job
                  + " is not one of P1 P2 P4 P5 P6 P7 P9 export sealing runs render waiting, or pages, or pages:<contacts>, or search:<contacts>");
    }
  }

  private static String heading() throws IOException {
    return "%s, %d cores, load at the end %s\n\n"
        .formatted(
            LocalDate.now(),
            Runtime.getRuntime().availableProcessors(),
            Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
  }
}

package bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** pgbench with a script of ours, in the application's own role on the product's database. */
final class Rival {
  private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+) \\(without");

  private final Product product;
  private final Path script;
  private final String options;

  /**
   * Takes a script.
   *
   * @param options settings of the session, such as {@code -c name=value}
   */
  Rival(Product product, String name, String script, String options) throws IOException {
    this.product = product;
    this.options = options;
    this.script = Files.createDirectories(Path.of("target/bench")).resolve(name + ".sql");
    Files.writeString(this.script, script);
  }

  /** Runs it and returns transactions a second, the time to connect left out. */
  double run(int connections, Duration time, String... more)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                pgbench(),
                "-n",
                "-M",
                "prepared",
                "-c",
                "" + connections,
                "-j",
                "2",
                "-T",
                "" + time.toSeconds(),
                "-D",
                "clients=" + connections,
                "-f",
                script.toString()));
    command.addAll(List.of(more));
    command.add("postgres");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGHOST", product.socketFolder());
    builder.environment().put("PGPORT", product.databasePort());
    builder.environment().put("PGUSER", product.databaseUser());
    builder.environment().put("PGPASSWORD", product.databasePassword());
    builder
        .environment()
        .put("PGOPTIONS", "-c role=jawort_app -c search_path=jawort,bench " + options);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher tps = TPS.matcher(output);
    if (process.waitFor() != 0 || !tps.find()) {
      throw new IllegalStateException("pgbench failed:\n" + output);
    }
    return Double.parseDouble(tps.group(1));
  }

  private static String pgbench() {
    return System.getenv().getOrDefault("PGBENCH", "pgbench");
  }
}

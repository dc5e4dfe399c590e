package bench;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/**
 * P4: a CSV file of contacts by the API, from its first byte until all are taken over, with what
 * the check finds; beside it the bare COPY of as many rows of the same kind into the same tables.
 */
final class Importing {
  private static final int ROWS = Integer.parseInt(System.getenv().getOrDefault("ROWS", "1000000"));

  /** Enough for the JVM to compile what is measured then. */
  private static final int WARM_UP = Math.min(50_000, ROWS);

  private static final Pattern STATE = Pattern.compile("\"state\":\"([A-Z]+)\"");
  private static final Pattern ID = Pattern.compile("\"id\":\"([-0-9a-f]{36})\"");

  private final Product product;
  private final Sample sample;
  private final Table table;
  private final HttpClient http = HttpClient.newHttpClient();

  Importing(Product product, Sample sample, Table table) {
    this.product = product;
    this.sample = sample;
    this.table = table;
  }

  void run() throws SQLException, IOException, InterruptedException {
    take("warm", WARM_UP);
    for (int round = 1;
        round <= Integer.parseInt(System.getenv().getOrDefault("ROUNDS", "1"));
        round++) {
      try (Connection connection = product.connect()) {
        Product.run(connection, "CHECKPOINT");
        double seconds = take("p4-" + round, ROWS);
        table.add("P4 taken over/s", ROWS / seconds);
        Product.run(connection, "CHECKPOINT");
        table.add("P4 bare COPY/s", ROWS / copy(connection, "p4-" + round));
      }
    }
    table.add("P4 server MB at the end", product.residentMegabytes());
    double rate = table.median("P4 taken over/s");
    double peer = table.median("P4 bare COPY/s");
    table.line(
        "P4 CSV import of %,d contacts, looked at first".formatted(ROWS),
        "%s s, %s /s".formatted(Table.number(ROWS / rate), Table.number(rate)),
        "%s s, %s /s (bare COPY)".formatted(Table.number(ROWS / peer), Table.number(peer)),
        String.format(Locale.ROOT, "%.2f × its time", peer / rate),
        "≤ 2 ×");
  }

  /** Seconds from the first byte until all are taken over. */
  private double take(String name, int rows) throws IOException, InterruptedException {
    Path file = Files.createTempFile(Path.of("target/bench"), "contacts", ".csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("E-Mail;Vorname;Nachname;Firma\n");
      for (int i = 0; i < rows; i++) {
        out.write(
            name + "-" + i + "@example.org;Ada" + i % 1000 + ";Lovelace" + i % 30_000 + ";\n");
      }
    }
    long start = System.nanoTime();
    String id =
        found(
            ID,
            send(
                request("/imports?mapping=auto")
                    .header("Content-Type", "text/csv")
                    .POST(HttpRequest.BodyPublishers.ofFile(file))));
    double uploaded = seconds(start);
    await(id, "CHECKED");
    double checked = seconds(start);
    send(request("/imports/" + id + "/run").POST(HttpRequest.BodyPublishers.noBody()));
    await(id, "DONE");
    double done = seconds(start);
    System.out.printf(
        Locale.ROOT,
        "  %,d rows: read %.1f s, checked %.1f s, taken over %.1f s%n",
        rows,
        uploaded,
        checked - uploaded,
        done - checked);
    Files.delete(file);
    return done;
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + product.port() + "/api/v1" + path))
        .header("Authorization", "Bearer " + Product.API_KEY);
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException(text);
    }
    return matcher.group(1);
  }

  private void await(String id, String state) throws IOException, InterruptedException {
    while (true) {
      String now = found(STATE, send(request("/imports/" + id).GET()));
      if (now.equals(state)) {
        return;
      }
      if (now.equals("FAILED")) {
        throw new IllegalStateException("the import failed");
      }
      Thread.sleep(50);
    }
  }

  /** Seconds for rows such as those of the import, under other ids and addresses. */
  private double copy(Connection connection, String name) throws SQLException, IOException {
    String where =
        " WHERE tenant_id = '%s' AND contact_id IN (SELECT contact_id FROM contact_point WHERE address_key LIKE '%s-%%')"
            .formatted(sample.tenant(), name);
    Product.run(connection, "CREATE SCHEMA IF NOT EXISTS bench; DROP TABLE IF EXISTS bench.copied");
    Product.run(
        connection,
        "CREATE UNLOGGED TABLE bench.copied AS SELECT contact_id AS old, gen_random_uuid() AS fresh,"
            + " id, address_key FROM contact_point"
            + where);
    Path contacts =
        out(
            connection,
            "SELECT c.tenant_id, b.fresh, c.kind, c.first_name, c.last_name, c.company,"
                + " c.language, c.origin, c.created_at, c.updated_at FROM bench.copied b JOIN contact c"
                + " ON c.tenant_id = '%s' AND c.id = b.old".formatted(sample.tenant()));
    Path points =
        out(
            connection,
            "SELECT p.tenant_id, gen_random_uuid(), b.fresh, p.channel, 'copied-' || p.address,"
                + " 'copied-' || p.address_key, p.created_at FROM bench.copied b JOIN contact_point p"
                + " ON p.tenant_id = '%s' AND p.id = b.id".formatted(sample.tenant()));
    connection.setAutoCommit(false);
    long start = System.nanoTime();
    in(
        connection,
        "contact (tenant_id, id, kind, first_name, last_name, company, language, origin, created_at, updated_at)",
        contacts);
    in(
        connection,
        "contact_point (tenant_id, id, contact_id, channel, address, address_key, created_at)",
        points);
    connection.commit();
    double seconds = seconds(start);
    connection.setAutoCommit(true);
    Files.delete(contacts);
    Files.delete(points);
    return seconds;
  }

  private static Path out(Connection connection, String sql) throws SQLException, IOException {
    Path file = Files.createTempFile(Path.of("target/bench"), "rows", ".copy");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("COPY (" + sql + ") TO STDOUT", out);
    }
    return file;
  }

  private static void in(Connection connection, String table, Path file)
      throws SQLException, IOException {
    try (InputStream in = Files.newInputStream(file)) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY " + table + " FROM STDIN", in);
    }
  }
}

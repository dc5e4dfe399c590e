package bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/**
 * An export of all contacts as CSV by the API, from the order until the last byte of the file has
 * come; beside it the bare COPY of the same columns.
 */
final class Exporting {
  private static final int ROWS = Integer.parseInt(System.getenv().getOrDefault("ROWS", "1000000"));
  private static final Pattern STATE = Pattern.compile("\"state\":\"([A-Z]+)\"");
  private static final Pattern ID = Pattern.compile("\"id\":\"([-0-9a-f]{36})\"");
  private static final String WANTED =
      """
      {"format": "CSV", "columns": ["contact", "firstName", "lastName", "company", "address",
       "language", "mailBlock", "consent.newsletter", "consentSince.newsletter"]}
      """;

  private static final String COPY =
      """
      COPY (
        SELECT c.id, c.first_name, c.last_name, c.company, p.address, c.language, p.mail_block,
               n.status, n.since
        FROM contact_point p
        JOIN contact c ON c.tenant_id = p.tenant_id AND c.id = p.contact_id
        LEFT JOIN consent n ON n.tenant_id = p.tenant_id AND n.contact_point_id = p.id
        WHERE p.tenant_id = '%s') TO STDOUT CSV
      """;

  private final Product product;
  private final Sample sample;
  private final Table table;
  private final HttpClient http = HttpClient.newHttpClient();

  Exporting(Product product, Sample sample, Table table) {
    this.product = product;
    this.sample = sample;
    this.table = table;
  }

  void run() throws SQLException, IOException, InterruptedException {
    try (Connection connection = product.connect()) {
      long there = Long.parseLong(Product.text(connection, "SELECT count(*) FROM contact_point"));
      if (there < ROWS) {
        new Filling(product, sample).confirmed(1, ROWS);
      }
      long rows = Long.parseLong(Product.text(connection, "SELECT count(*) FROM contact_point"));
      // The first one is for the JVM to compile what is measured then.
      export();
      int rounds = Integer.parseInt(System.getenv().getOrDefault("ROUNDS", "1"));
      for (int round = 0; round < rounds; round++) {
        table.add("export rows/s", rows / export());
        table.add("bare COPY TO rows/s", rows / copy(connection));
      }
      table.add("export: server MB at the end", product.residentMegabytes());
      double rate = table.median("export rows/s");
      double peer = table.median("bare COPY TO rows/s");
      table.line(
          "export of %,d rows, nine columns, CSV".formatted(rows),
          Table.number(rate) + " rows/s",
          Table.number(peer) + " rows/s (bare COPY TO)",
          String.format(Locale.ROOT, "%.2f × its time", peer / rate),
          "");
    }
  }

  /** Seconds. */
  private double export() throws IOException, InterruptedException {
    long start = System.nanoTime();
    String id =
        found(
            ID,
            send(
                request("/exports")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(WANTED))));
    while (!found(STATE, send(request("/exports/" + id).GET())).equals("DONE")) {
      Thread.sleep(50);
    }
    double made = (System.nanoTime() - start) / 1e9;
    long bytes;
    HttpResponse<InputStream> file =
        http.send(
            request("/exports/" + id + "/file").GET().build(),
            HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream in = file.body()) {
      bytes = in.transferTo(OutputStream.nullOutputStream());
    }
    double all = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT, "  %,d bytes: made %.1f s, fetched %.1f s%n", bytes, made, all - made);
    return all;
  }

  private double copy(Connection connection) throws SQLException, IOException {
    long start = System.nanoTime();
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyOut(COPY.formatted(sample.tenant()), OutputStream.nullOutputStream());
    return (System.nanoTime() - start) / 1e9;
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
}

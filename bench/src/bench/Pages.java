package bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * P11: how long each staff page takes one person, warm, where the sign-ups of 90 days have made so
 * many contacts.
 */
final class Pages {
  private static final int GETS = 5;
  private static final int WARM_UP = 8;
  private static final double GOAL_MILLISECONDS = 200;
  private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final Product product;
  private final Table table;
  private final SignedUp signedUp;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> cookies = new LinkedHashMap<>();

  Pages(Product product, Sample sample, Table table) throws SQLException {
    this.product = product;
    this.table = table;
    this.signedUp = new SignedUp(product, sample);
  }

  void run(int contacts) throws IOException, InterruptedException, SQLException {
    signedUp.fill(contacts);
    awaitCounts();
    signedUp.awaitSearch();
    signIn();
    for (String path : paths()) {
      measure(path, contacts);
    }
  }

  /** Searches alone, among so many people of whom nothing else is known. */
  void search(int contacts) throws IOException, InterruptedException, SQLException {
    signedUp.people(contacts);
    signedUp.awaitSearch();
    signIn();
    for (String sought : SOUGHT) {
      measure("/app/contacts?q=" + sought, contacts);
    }
  }

  /** Rare and common, at the beginning of words and within, domains, several words, nobody. */
  private static final List<String> SOUGHT =
      List.of(
          "person123456",
          "rson12345",
          "ovelac",
          "zuse777",
          "ada+meitner12",
          "firma77.example",
          "@gmx.de",
          "m%C3%BCller12",
          "nobodyatall");

  /** What became of the sign-ups is written down by recurring work. */
  private void awaitCounts() throws SQLException, InterruptedException {
    long start = System.nanoTime();
    try (Connection connection = product.connect()) {
      Product.run(
          connection,
          "UPDATE scheduled_tasks SET execution_time = now() WHERE task_name = 'sign-up-fates'"
              + " AND NOT picked");
      String decided =
          "SELECT count(*) FROM consent_event WHERE type IN ('CONFIRMED', 'REFUSED', 'LAPSED')";
      long all = Long.parseLong(Product.text(connection, decided));
      while (Long.parseLong(Product.text(connection, "SELECT count(*) FROM sign_up_fate")) < all) {
        Thread.sleep(2_000);
      }
      // What waits is written down last, with the newest events.
      Thread.sleep(20_000);
      Product.run(connection, "VACUUM ANALYZE");
    }
    System.out.printf("  written down in %.0f s%n", (System.nanoTime() - start) / 1e9);
  }

  private List<String> paths() throws SQLException {
    try (Connection connection = product.connect()) {
      String contact = Product.text(connection, "SELECT contact FROM bench.signed_up WHERE n = 1");
      String point = Product.text(connection, "SELECT point FROM bench.signed_up WHERE n = 1");
      String form = Product.text(connection, "SELECT id FROM form WHERE language = 'de' LIMIT 1");
      String group = Product.text(connection, "SELECT id FROM contact_group LIMIT 1");
      return LIST.lines()
          .map(String::strip)
          .map(line -> line.replace("{contact}", contact).replace("{point}", point))
          .map(line -> line.replace("{form}", form).replace("{group}", group))
          .toList();
    }
  }

  private static final String LIST =
      """
      /app
      /app/funnel?period=7
      /app/funnel
      /app/funnel?period=90&by=provider
      /app/funnel?period=30&provider=GMX&by=process
      /app/contacts
      /app/contacts?q=lovelace
      /app/contacts?q=person12
      /app/contacts?status=LAPSED
      /app/contacts?block=NONE
      /app/contacts/duplicates
      /app/contacts/duplicates/distinct
      /app/contacts/new
      /app/contacts/{contact}
      /app/contacts/{contact}/erase
      /app/contacts/{contact}/fields
      /app/contact-points/{point}/consent
      /app/consent-changes/new
      /app/consent-changes/new?status=UNKNOWN
      /app/consent-changes/new?q=lovelace
      /app/contact-changes/new?do=JOIN&group={group}
      /app/contact-changes/new?do=ERASE&status=LAPSED
      /app/contact-changes/new?do=BLOCK&q=lovelace
      /app/exports
      /app/exports?status=LAPSED&q=lovelace
      /app/imports
      /app/settings/ecg
      /app/forms
      /app/forms/{form}
      /app/forms/{form}/use
      /app/forms/{form}/submissions
      /app/forms/{form}/versions
      /app/target-groups
      /app/target-groups/{group}
      /app/target-groups/{group}?q=lovelace
      /app/target-groups/{group}/members?q=lovelace
      /app/target-groups/{group}/request
      /app/suppression
      /app/kept-proof
      /app/purposes
      /app/campaigns
      /app/campaigns/images
      /app/campaigns/senders
      /app/landing-pages
      /app/automation
      /app/notices
      /app/jobs
      /app/audit
      /app/settings
      /app/settings/fields
      /app/settings/retention
      /app/settings/set-aside
      /app/settings/shield
      /app/settings/hosts
      /app/settings/users
      /app/settings/api-keys
      /app/settings/webhooks
      /app/settings/domains
      /app/account
      """;

  private void measure(String path, int contacts) throws IOException, InterruptedException {
    String name =
        path.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{id}")
            + String.format(Locale.ROOT, " at %,d", contacts);
    // So that neither the JVM nor the cache is cold.
    int status = 0;
    for (int time = 0; time < WARM_UP; time++) {
      status = get(path).statusCode();
    }
    for (int time = 0; time < GETS; time++) {
      long start = System.nanoTime();
      get(path);
      table.add(name, (System.nanoTime() - start) / 1e6);
    }
    double median = table.median(name);
    table.line(
        "P11 " + name + (status == 200 ? "" : " (status " + status + ")"),
        Table.number(median) + " ms",
        "",
        median <= GOAL_MILLISECONDS ? "" : "too slow",
        "≤ 200 ms");
  }

  private void signIn() throws IOException, InterruptedException {
    Matcher token = FORM_TOKEN.matcher(get("/login").body());
    if (!token.find()) {
      throw new IllegalStateException("the sign-in page has no form");
    }
    String form =
        "email=owner%40bench.example&password="
            + Product.PASSWORD.replace(" ", "+")
            + "&_csrf="
            + java.net.URLEncoder.encode(token.group(1), java.nio.charset.StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        send(
            request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    if (answer.statusCode() != 302 || get("/app").statusCode() != 200) {
      throw new IllegalStateException("not signed in: " + answer.statusCode());
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + product.port() + path))
        .timeout(Duration.ofMinutes(5))
        .header("Accept", "text/html")
        .header(
            "Cookie",
            cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; ")));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    for (String cookie : answer.headers().allValues("set-cookie")) {
      String[] parts = cookie.substring(0, (cookie + ";").indexOf(';')).split("=", 2);
      cookies.put(parts[0], parts[1]);
    }
    return answer;
  }
}

package bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.SplittableRandom;

/** P7: "may we write?" by the API, with few contacts and with many. */
final class Asking {
  private static final int CONNECTIONS = 64;

  private static final String READ =
      """
      \\set n random(1, :contacts)
      SELECT r.reason, is_allowed('ADVERTISING', r.reason) AS allowed, c.event_id
      FROM contact_point p
      LEFT JOIN purpose u ON u.tenant_id = p.tenant_id AND u.key = 'newsletter'
      LEFT JOIN consent c ON c.tenant_id = p.tenant_id AND c.contact_point_id = p.id AND c.purpose_id = u.id
      CROSS JOIN LATERAL (SELECT may_we_write('ADVERTISING', p.channel,
        consented('ADVERTISING', c, u, p.channel), p.mail_block, p.suppressed,
        has_expired(u.validity_months, u.expiry, c.since, c.used_at, now()), p.trial,
        p.objected_at IS NOT NULL, u.archived_at IS NOT NULL, false, false) AS reason) r
      WHERE p.tenant_id = '%tenant' AND p.channel = 'EMAIL' AND p.address_key = 'prepared' || :n || '@example.org';
      """;

  private final Product product;
  private final Sample sample;
  private final Table table;
  private final Filling filling;
  private final SplittableRandom random = new SplittableRandom(1);
  private int contacts;

  Asking(Product product, Sample sample, Table table) throws SQLException {
    this.product = product;
    this.sample = sample;
    this.table = table;
    this.filling = new Filling(product, sample);
  }

  void run(Settings settings) throws IOException, SQLException, InterruptedException {
    String read = READ.replace("%tenant", sample.tenant());
    String scope = "SELECT set_config('jawort.tenants', '{" + sample.tenant() + "}', true);\n";
    var scoped =
        new Rival(
            product, "asking", read.replaceFirst("\n", "\nBEGIN;\n" + scope) + "COMMIT;\n", "");
    var bare =
        new Rival(product, "asking-bare", read, "-c jawort.tenants={" + sample.tenant() + "}");
    for (int size : new int[] {10_000, 1_000_000}) {
      filling.confirmed(contacts + 1, size);
      contacts = size;
      settings.warmUp("P7", this::questions);
      measure(settings, scoped, bare);
    }
    double few = table.median("P7 at 10,000 answers/s");
    double many = table.median("P7 at 1,000,000 answers/s");
    table.line(
        "P8 P7 as contacts grow 100-fold",
        Table.number(many) + " /s",
        Table.number(few) + " /s (itself at 10,000)",
        String.format(java.util.Locale.ROOT, "%.2f ×", few / many),
        "≤ 1.3 ×");
  }

  private void measure(Settings settings, Rival scoped, Rival bare)
      throws IOException, SQLException, InterruptedException {
    String at = String.format(java.util.Locale.ROOT, " at %,d", contacts);
    String size = "contacts=" + contacts;
    for (int round = 0; round < settings.rounds(); round++) {
      settings.measure(product, table, "P7" + at, "answers/s", this::questions);
      for (int connections : new int[] {16, 32}) {
        table.add(
            "P7 pgbench " + connections + at, scoped.run(connections, settings.time(), "-D", size));
      }
      table.add("P7 pgbench bare" + at, bare.run(16, settings.time(), "-D", size));
    }
    double best = table.best("P7 pgbench 16" + at, "P7 pgbench 32" + at);
    String ours = "P7" + at + " answers/s";
    table.ratio("P7" + at + " contacts", ours, "/s", best, "pgbench, scope in each", "≥ 0.8 ×");
    double barely = table.median("P7 pgbench bare" + at);
    table.ratio("P7" + at + " contacts", ours, "/s", barely, "pgbench, one SELECT alone", "");
  }

  private Load.Result questions(Duration time) throws IOException {
    return Load.run(product.port(), CONNECTIONS, time, "200", this::request);
  }

  private byte[] request() {
    return ("GET /api/v1/permission?channel=EMAIL&address=prepared"
            + random.nextInt(1, contacts + 1)
            + "%40example.org&purpose=newsletter&class=ADVERTISING HTTP/1.1\r\nHost: localhost\r\n"
            + "Accept: application/json\r\nAuthorization: Bearer "
            + Product.API_KEY
            + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}

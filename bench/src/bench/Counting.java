package bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/**
 * P5, first half: how many of a million may be written to, and why the others not, beside a bare
 * count over the same join; and what an event of the ledger takes on disk.
 */
final class Counting {
  private static final int CONTACTS = 1_000_000;

  private static final String JOIN =
      """
      FROM contact_point p
      LEFT JOIN purpose u ON u.tenant_id = p.tenant_id AND u.key = 'newsletter'
      LEFT JOIN consent c ON c.tenant_id = p.tenant_id AND c.contact_point_id = p.id
        AND c.purpose_id = u.id
      WHERE p.tenant_id = '%tenant' AND p.channel = 'EMAIL'
      """;

  /** As {@code consent.ManyPermissions} asks. */
  private static final String REASONS =
      """
      SELECT may_we_write('ADVERTISING', p.channel, consented('ADVERTISING', c, u, p.channel),
               p.mail_block, p.suppressed,
               has_expired(u.validity_months, u.expiry, c.since, c.used_at, now()), p.trial,
               p.objected_at IS NOT NULL, u.archived_at IS NOT NULL, false, false) AS reason,
             count(*) AS contact_points
      """
          + JOIN
          + "GROUP BY 1";

  private static final String BARE = "SELECT count(*), count(c.status) " + JOIN;

  /** Of a table with its indexes, for each row. */
  private static final String BYTES =
      "SELECT pg_total_relation_size('%1$s') / greatest(count(*), 1) FROM %1$s";

  private final Product product;
  private final Sample sample;
  private final Table table;

  Counting(Product product, Sample sample, Table table) {
    this.product = product;
    this.sample = sample;
    this.table = table;
  }

  void run(Settings settings) throws SQLException {
    try (Connection connection = product.connect()) {
      long there = Long.parseLong(Product.text(connection, "SELECT count(*) FROM contact_point"));
      if (there < CONTACTS) {
        new Filling(product, sample).confirmed(1, CONTACTS);
      }
      Product.run(connection, "SET jawort.tenants = '{" + sample.tenant() + "}'");
      Product.run(connection, "SET ROLE jawort_app");
      milliseconds(connection, REASONS);
      milliseconds(connection, BARE);
      for (int round = 0; round < settings.rounds(); round++) {
        table.add("P5 counts by reason, ms", milliseconds(connection, REASONS));
        table.add("P5 bare count, ms", milliseconds(connection, BARE));
      }
    }
    double ours = table.median("P5 counts by reason, ms");
    double bare = table.median("P5 bare count, ms");
    table.line(
        "P5 counts by reason over 1,000,000",
        Table.number(ours) + " ms",
        Table.number(bare) + " ms (count over the same join)",
        String.format(Locale.ROOT, "%.2f ×", ours / bare),
        "≤ 2 ×");
  }

  private double milliseconds(Connection connection, String sql) throws SQLException {
    long start = System.nanoTime();
    Product.text(connection, sql.replace("%tenant", sample.tenant()));
    return (System.nanoTime() - start) / 1e6;
  }

  /** Adds what event, evidence and place in the log take on disk for each event. */
  static void bytesOfAnEvent(Product product, Table table) throws SQLException {
    try (Connection connection = product.connect()) {
      for (String name : new String[] {"consent_event", "consent_evidence", "log_entry"}) {
        String bytes = Product.text(connection, BYTES.formatted(name));
        table.add("bytes of a row with its indexes, " + name, Double.parseDouble(bytes));
      }
    }
  }
}

package bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * What the product wrote for one sign-up, so that rows made by SQL and by pgbench are of the same
 * kind and length.
 */
record Sample(
    String tenant,
    int tenantNumber,
    String form,
    String formPath,
    String purpose,
    String process,
    String campaign,
    String evidence) {
  /** As browsers call themselves; no colon in it, which pgbench would take for a variable. */
  static final String AGENT =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0"
          + " Safari/537.36";

  static Sample of(Product product) throws SQLException, IOException {
    try (Connection connection = product.connect()) {
      String path =
          "/f/" + Product.text(connection, "SELECT key FROM form WHERE language = 'de' LIMIT 1");
      Iterator<byte[]> one = List.of(signUp(path, "sample@example.org", 0)).iterator();
      Load.run(
          product.port(),
          1,
          Duration.ofSeconds(10),
          "303",
          () -> one.hasNext() ? one.next() : null);
      return read(connection, path);
    }
  }

  private static Sample read(Connection connection, String path) throws SQLException {
    String sql =
        """
        SELECT t.id, t.number, e.form_id, r.purpose_id, r.process_id, m.campaign_id, v.content
        FROM message m
        JOIN tenant t ON t.id = m.tenant_id
        JOIN run r ON r.tenant_id = m.tenant_id AND r.id = m.run_id
        JOIN consent_event e ON e.tenant_id = m.tenant_id AND e.id = m.event_id
        JOIN consent_evidence v ON v.tenant_id = m.tenant_id AND v.event_id = e.id
        LIMIT 1
        """;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return new Sample(
          row.getString("id"),
          row.getInt("number"),
          row.getString("form_id"),
          path,
          row.getString("purpose_id"),
          row.getString("process_id"),
          row.getString("campaign_id"),
          row.getString("content"));
    }
  }

  /**
   * A form that is filled in.
   *
   * @param network from which of 65,536 it comes
   */
  static byte[] signUp(String path, String address, int network) {
    String body =
        "email="
            + address.replace("@", "%40")
            + "&firstName=Ada&lastName=Lovelace&newsletter=on&privacy=on&homepage=";
    return ("POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: "
            + "11.%d.%d.7".formatted(network >> 8 & 0xFF, network & 0xFF)
            + "\r\nUser-Agent: "
            + AGENT
            + "\r\nAccept: text/html\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** The evidence as an SQL literal in which pgbench finds no variables. */
  String evidenceLiteral() {
    return literal(evidence);
  }

  /** The evidence of a click. */
  String clickLiteral() {
    return literal(
        """
        {"ip": "127.0.0.0", "note": null, "page": null, "boxes": [], "address": null, \
        "userAgent": "%s", "privacyPolicy": null}"""
            .formatted(AGENT));
  }

  private static String literal(String json) {
    return "'" + json.replace("'", "''").replaceAll(":(?! )", "\\\\u003a") + "'";
  }
}

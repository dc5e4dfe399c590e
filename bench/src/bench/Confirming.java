package bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import org.jawort.platform.MasterSecret;
import org.jawort.platform.Tokens;

/** P2: clicks on the confirmation button, durable when answered. */
final class Confirming {
  private static final int CONNECTIONS = 64;
  private static final int FIRST = 10_000_001;

  private static final String SCRIPT =
      """
      \\set i :i + 1
      \\set n :first + :i * :clients + :client_id
      BEGIN;
      SELECT set_config('jawort.tenants', '{%tenant}', true), uuidv7() AS event, p.point, p.run, p.message
      FROM prepared p WHERE p.n = :n \\gset
      INSERT INTO consent_event (tenant_id, id, contact_point_id, purpose_id, type, status, at, actor, source, campaign_id, campaign_version, message_id)
      VALUES ('%tenant', :event, :point, '%purpose', 'CONFIRMED', 'CONFIRMED', now(), 'RECIPIENT', 'LINK', '%campaign', 1, :message);
      INSERT INTO consent_evidence (tenant_id, event_id, salt, content)
      VALUES ('%tenant', :event, '\\x00112233445566778899aabbccddeeff', %evidence);
      INSERT INTO log_pending (tenant_id, event_id) VALUES ('%tenant', :event);
      UPDATE consent SET status = 'CONFIRMED', since = now(), event_id = :event, campaign_id = '%campaign'
      WHERE tenant_id = '%tenant' AND contact_point_id = :point AND purpose_id = '%purpose';
      UPDATE contact_point SET mail_block = NULL, mail_block_at = NULL WHERE tenant_id = '%tenant' AND id = :point;
      UPDATE run SET status = 'CONFIRMED', step = 'complete', ended_at = now() WHERE tenant_id = '%tenant' AND id = :run;
      COMMIT;
      """;

  private final Product product;
  private final Sample sample;
  private final Table table;
  private final Filling filling;
  private final Tokens tokens = new Tokens(new MasterSecret(Product.SECRET));
  private int prepared = FIRST;

  Confirming(Product product, Sample sample, Table table) throws SQLException {
    this.product = product;
    this.sample = sample;
    this.table = table;
    this.filling = new Filling(product, sample);
  }

  void run(Settings settings) throws IOException, SQLException, InterruptedException {
    var rival = new Rival(product, "confirming", script(), "");
    settings.warmUp("P2", time -> clicks(requests(prepare(time)), time));
    for (int round = 0; round < settings.rounds(); round++) {
      Queue<byte[]> requests = requests(prepare(settings.time()));
      settings.measure(product, table, "P2", "clicks/s", time -> clicks(requests, time));
      for (int connections : new int[] {16, 32}) {
        int first = prepare(settings.time());
        table.add(
            "P2 pgbench " + connections,
            rival.run(connections, settings.time(), "-D", "i=-1", "-D", "first=" + first));
      }
    }
    double best = table.best("P2 pgbench 16", "P2 pgbench 32");
    table.ratio("P2 confirm click", "P2 clicks/s", "/s", best, "pgbench", "≥ 2 ×");
  }

  /** More than will be needed; returns the first. */
  private int prepare(Duration time) throws SQLException {
    int first = prepared;
    prepared += (int) (6_000 * time.toSeconds());
    filling.waiting(first, prepared - 1);
    product.settle();
    return first;
  }

  private Load.Result clicks(Queue<byte[]> requests, Duration time) throws IOException {
    return Load.run(product.port(), CONNECTIONS, time, "200", requests::poll);
  }

  private Queue<byte[]> requests(int first) throws SQLException {
    var requests = new ArrayDeque<byte[]>();
    try (Connection connection = product.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT message FROM bench.prepared WHERE n >= " + first)) {
      while (row.next()) {
        requests.add(request(row.getObject(1, UUID.class)));
      }
    }
    return requests;
  }

  private byte[] request(UUID message) {
    String token =
        tokens.write(
            new Tokens.Content(
                Tokens.Kind.CONFIRM, sample.tenantNumber(), message, Optional.empty()));
    return ("POST /c/"
            + token
            + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: "
            + Sample.AGENT
            + "\r\nAccept: text/html\r\nAccept-Language: de\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private String script() {
    return SCRIPT
        .replace("%tenant", sample.tenant())
        .replace("%purpose", sample.purpose())
        .replace("%campaign", sample.campaign())
        .replace("%evidence", sample.clickLiteral());
  }
}

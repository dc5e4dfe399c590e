package org.jawort.optin.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.jawort.OwnTenant;
import org.jawort.platform.Database;
import org.jawort.platform.PinnedCall;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What an answer to a call means, and when the call is made again. */
class WebhookAnswersTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final WebhookPost.Answer BUSY = new WebhookPost.Answer(false, false, "503");

  private final OwnTenant tenant = OwnTenant.fresh();

  private WebhookCall call(UUID id, String url, int attempts) {
    return new WebhookCall(tenant.id(), id, url, null, tenant.now(), attempts);
  }

  private WebhookPost post() {
    return new WebhookPost(
        JsonMapper.shared(),
        tenant.bean(WebhookSignature.class),
        tenant.server().clock(),
        InetAddress::getAllByName,
        address -> true,
        new PinnedCall((SSLSocketFactory) SSLSocketFactory.getDefault(), LONG, LONG));
  }

  /** What is said of each status, such as "204 taken". */
  private List<String> said(int... statuses) throws IOException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          String path = exchange.getRequestURI().getPath();
          exchange.getResponseHeaders().add("Location", "/204");
          exchange.sendResponseHeaders(Integer.parseInt(path.substring(1)), -1);
          exchange.close();
        });
    other.start();
    try {
      String base = "http://127.0.0.1:" + other.getAddress().getPort() + "/";
      return IntStream.of(statuses)
          .mapToObj(status -> post().make(call(UUID.randomUUID(), base + status, 1), List.of()))
          .map(a -> a.text() + (a.taken() ? " taken" : a.forGood() ? " for good" : " again"))
          .toList();
    } finally {
      other.stop(0);
    }
  }

  @Test
  @DisplayName("S1-08 Taken is what is answered with 2xx; a redirect is none, and 410 is the end")
  void statuses() throws Exception {
    assertThat(said(200, 204, 299, 301, 302, 307, 400, 404, 410, 429, 500, 503))
        .as("what becomes of a call by the status of the answer")
        .containsExactly(
            "200 taken",
            "204 taken",
            "299 taken",
            "301 again",
            "302 again",
            "307 again",
            "400 again",
            "404 again",
            "410 for good",
            "429 again",
            "500 again",
            "503 again");
  }

  /** Far in the future, so that nobody else makes it. */
  private UUID queued() {
    UUID id = UUID.randomUUID();
    tenant.update(
        """
        INSERT INTO webhook_call (tenant_id, id, url, status, created_at, due_at, attempts, test)
        VALUES (?, ?, 'https://crm.example/hook', 'QUEUED', ?, ?, 0, true)
        """,
        tenant.id().value(),
        id,
        Timestamp.from(tenant.now()),
        Timestamp.from(tenant.now().plus(Duration.ofDays(9999))));
    return id;
  }

  private String answered(UUID id, int attempts, WebhookPost.Answer answer) {
    Instant now = tenant.now();
    tenant
        .bean(Database.class)
        .write(
            tenant.id(),
            connection -> {
              tenant
                  .bean(WebhookCalls.class)
                  .answer(connection, call(id, "https://crm.example/hook", attempts), answer, now);
              return id;
            });
    Instant due =
        tenant
            .list(
                Timestamp.class,
                "SELECT due_at FROM webhook_call WHERE tenant_id = ? AND id = ?",
                tenant.id().value(),
                id)
            .getFirst()
            .toInstant();
    String status =
        tenant
            .list(
                String.class,
                "SELECT status FROM webhook_call WHERE tenant_id = ? AND id = ?",
                tenant.id().value(),
                id)
            .getFirst();
    return status.equals("QUEUED") ? "" + Duration.between(now, due).toMinutes() : status;
  }

  @Test
  @DisplayName("S1-08 Each pause is twice the one before, six hours at most, and twelve is enough")
  void pauses() {
    UUID id = queued();
    var pauses = new ArrayList<String>();
    for (int attempts = 1; attempts <= 12; attempts++) {
      pauses.add(answered(id, attempts, BUSY));
    }
    assertThat(pauses)
        .as("minutes until a call is made again, attempt by attempt")
        .containsExactlyElementsOf(
            Stream.of("2", "4", "8", "16", "32", "64", "128", "256", "360", "360", "360", "FAILED")
                .toList());
    assertThat(answered(id, 1, new WebhookPost.Answer(true, false, "204")))
        .as("a call that was given up, and is answered after all")
        .isEqualTo("FAILED");
  }
}

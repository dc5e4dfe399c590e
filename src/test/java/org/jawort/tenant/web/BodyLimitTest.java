package org.jawort.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jawort.Await;
import org.jawort.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much a stranger may send, and how it is said that it was too much. */
@DisplayName("bodies and heads are bounded")
class BodyLimitTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final byte[] LARGE = "a=b&".repeat(20_000).getBytes(StandardCharsets.UTF_8);

  private final TestServer server = TestServer.guest();

  private HttpResponse<String> post(String path, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.url() + path))
              .header("Content-Type", FORM)
              .POST(body)
              .build();
      return client.send(request, BodyHandlers.ofString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/login",
        "/setup",
        "/c/token",
        "/app/settings",
        "/app/campaigns/x/edit",
        "/app/landing-pages/x",
        "/app/consent-changes",
        "/nowhere"
      })
  @DisplayName("a stranger sends 64 KB, wherever, before anything is read")
  void stranger(String path) throws Exception {
    var answer = post(path, BodyPublishers.ofByteArray(LARGE));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("Das ist zu viel auf einmal");
  }

  @Test
  @DisplayName("staff too, but for the addresses that need more")
  void staff() {
    var owner = server.owner();
    owner.get("/app/target-groups/new");
    String text = new String(LARGE, StandardCharsets.UTF_8);
    assertThat(owner.post("/app/target-groups", Map.of("name", text)).status()).isEqualTo(413);
    assertThat(owner.post("/app/campaigns", Map.of("name", text)).status()).isEqualTo(422);
  }

  @Test
  @DisplayName("a form whose length nobody tells is not read")
  void chunked() throws Exception {
    var body = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(LARGE));
    assertThat(post("/login", body).statusCode()).isEqualTo(411);
  }

  @Test
  @DisplayName("too many fields, parts or heads are the sender's fault and not ours")
  void many() throws Exception {
    String fields =
        IntStream.range(0, 5_000).mapToObj(i -> "f" + i + "=").collect(Collectors.joining("&"));
    assertThat(post("/login", BodyPublishers.ofString(fields)).statusCode()).isBetween(400, 499);
    assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nX-A: " + "a".repeat(20_000) + "\r\n\r\n"))
        .matches("(?s)HTTP/1\\.1 4\\d\\d .*");
    assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\n" + "X: y\r\n".repeat(500) + "\r\n"))
        .matches("(?s)HTTP/1\\.1 4\\d\\d .*");
  }

  private String raw(String request) throws IOException {
    try (var socket = new Socket("localhost", server.settings().port())) {
      socket.setSoTimeout((int) Await.LIMIT.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readNBytes(200), StandardCharsets.UTF_8);
    }
  }
}

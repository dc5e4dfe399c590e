package org.jawort.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jawort.Await;
import org.jawort.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedRequestsTest {
  private final TestServer server = TestServer.shared();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /c/a|b HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /c/ä HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /c/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /c/abc HTTP/1.1\r\n\r\n",
        "GET /c/abc HTTP/1.1\r\nHost: local_host:x\r\n\r\n",
        "GET /c/abc HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "G(T /c/abc HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "POST /f/abc HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n"
      })
  @DisplayName("B-12 What is no request gets a friendly page without a word about the inside")
  void friendly(String request) throws IOException {
    String answer = send(request);
    assertThat(answer)
        .matches("(?s)HTTP/1\\.1 [45]\\d\\d .*")
        .contains("Bitte öffnen Sie den Link noch einmal", "Please open the link again")
        .contains("Content-Security-Policy: default-src 'none'")
        .doesNotContainIgnoringCase("tomcat")
        .doesNotContainIgnoringCase("apache")
        .doesNotContainIgnoringCase("exception")
        .doesNotContain("a|b", "java.");
  }

  private String send(String request) throws IOException {
    try (var socket = new Socket("localhost", server.settings().port())) {
      socket.setSoTimeout((int) Await.LIMIT.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

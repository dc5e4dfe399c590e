package org.jawort.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jawort.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An address is found by how it begins, and everything else as ever")
class FirstSegmentMappingTest {
  private final TestServer server = TestServer.shared();

  private HttpResponse<String> ask(String method, String path)
      throws IOException, InterruptedException {
    var address = URI.create("http://localhost:" + server.settings().port() + path);
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(address).method(method, BodyPublishers.noBody()).build(),
          BodyHandlers.ofString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /f/1-nobody,    404",
    "GET,    /%66/1-nobody,  404",
    "DELETE, /f/1-nobody,    405",
    "DELETE, /%66/1-nobody,  405",
    "GET,    /c/nothing,     404",
    "DELETE, /c/nothing,     405",
    "GET,    /app,           302",
    "GET,    /login,         200",
    "GET,    /nowhere,       404",
    "GET,    /nowhere/at/all,404",
    "GET,    /f,             404",
    "GET,    /health/live,   200",
    "GET,    /api/v1/forms,  401"
  })
  void found(String method, String path, int status) throws Exception {
    HttpResponse<String> answer = ask(method, path);
    assertThat(answer.statusCode()).isEqualTo(status);
    if (status == 405) {
      assertThat(answer.headers().firstValue("Allow")).as("what is allowed").isPresent();
    }
  }
}

package org.jawort.consent.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jawort.TestServer;
import org.jawort.consent.log.IndependentVerifier;
import org.jawort.consent.log.LogEvents;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("B-02 law 47 the log as strangers read it")
class LogPagesTest {
  private final TestServer server = TestServer.shared();
  private final HttpClient http = HttpClient.newHttpClient();
  private final LogEvents events =
      new LogEvents(server, server.bean(Tenants.class).all().getFirst());

  private HttpResponse<byte[]> get(String path, String... headers) {
    try {
      var request = HttpRequest.newBuilder(URI.create(server.url() + "/log/" + path));
      if (headers.length > 0) {
        request.headers(headers);
      }
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private IndependentVerifier stranger() {
    return new IndependentVerifier(
        path -> {
          HttpResponse<byte[]> answer = get(path);
          assertThat(answer.statusCode()).as(path).isEqualTo(200);
          return answer.body();
        });
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  @DisplayName("A stranger reads it whole, sees it grow, and finds it consistent")
  void audit() {
    events.sealed(events.signUp(300).getLast().event());
    IndependentVerifier.Head first = stranger().audit();
    assertThat(first.origin()).isEqualTo(server.url().replace("http://", "") + "/log");
    events.sealed(events.signUp(300).getLast().event());
    IndependentVerifier.Head second = stranger().audit();
    assertThat(second.size()).isGreaterThanOrEqualTo(first.size() + 300);
    List<byte[]> proof = stranger().consistency(first.size(), second.size());
    assertThat(
            IndependentVerifier.consistent(
                first.size(), first.root(), second.size(), second.root(), proof))
        .isTrue();
    long place = second.size() / 2;
    assertThat(
            IndependentVerifier.included(
                stranger().entries(second.size()).get((int) place),
                place,
                second.size(),
                stranger().inclusion(place, second.size()),
                second.root()))
        .isTrue();
  }

  @Test
  @DisplayName("Types, caching, and nothing sent twice")
  void headers() {
    events.sealed(events.signUp(300).getLast().event());
    HttpResponse<byte[]> checkpoint = get("checkpoint");
    assertThat(header(checkpoint, "Content-Type"))
        .isEqualToIgnoringCase("text/plain;charset=utf-8");
    assertThat(header(checkpoint, "Cache-Control")).contains("no-cache");
    HttpResponse<byte[]> tile = get("tile/0/000");
    assertThat(tile.body()).hasSize(8192);
    assertThat(header(tile, "Content-Type")).isEqualTo("application/octet-stream");
    assertThat(header(tile, "Cache-Control")).contains("max-age=31536000", "immutable");
    assertThat(get("tile/entries/000").body()).hasSize(256 * 34);
    assertThat(header(get("tile/0/000.p/7"), "Cache-Control")).doesNotContain("31536000");
    assertThat(get("tile/0/000.p/7").body())
        .hasSize(7 * 32)
        .isEqualTo(java.util.Arrays.copyOf(tile.body(), 7 * 32));
    HttpResponse<byte[]> again =
        get("tile/0/000", "If-None-Match", header(tile, "ETag"), "Accept", "text/html");
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(tile.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  @DisplayName("law 50 the key is one line, and the first of all keys")
  void key() {
    String key = new String(get("key").body(), StandardCharsets.UTF_8);
    assertThat(key).matches("[^+\\s]+\\+[0-9a-f]{8}\\+\\S+\n");
    assertThat(new String(get("keys").body(), StandardCharsets.UTF_8)).startsWith(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tile/0/x100/000", "tile/5/000", "tile/0/000.p/256", "tile/0/000.p/0", "tile/0/0",
        "tile/00/000", "tile/entries/x900/000.p/3", "tile/", "tile/62/000", "nothing"
      })
  @DisplayName("Beyond the log, or written otherwise: 404, and not for long")
  void beyond(String path) {
    HttpResponse<byte[]> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
  }
}

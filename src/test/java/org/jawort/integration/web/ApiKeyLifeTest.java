package org.jawort.integration.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How a key ends: by its time, by one that takes its place; and what wrong ones come to. */
class ApiKeyLifeTest {
  private static final String PAGE = "/app/settings/api-keys";
  private static final Pattern SECRET = Pattern.compile("jw_[A-Za-z0-9_-]{43}");
  private static final Pattern ROTATE = Pattern.compile("\"(" + PAGE + "/[0-9a-f-]{36}/rotate)\"");

  private final TestServer server = TestServer.timeTraveller();
  private final TestBrowser owner = server.owner();

  private String made(TestBrowser.Page page) {
    return found(SECRET, page).group();
  }

  private static Matcher found(Pattern pattern, TestBrowser.Page page) {
    Matcher matcher = pattern.matcher(page.body());
    assertThat(matcher.find()).as("%s in %s", pattern, page).isTrue();
    return matcher;
  }

  private String key(String days) {
    owner.get(PAGE);
    return made(
        owner.post(
            PAGE,
            Map.of(
                "name", "Kasse",
                "basis", "OWN_REQUEST_AT_SYSTEM",
                "scopes", "READ",
                "expires", days)));
  }

  private int open(String secret) {
    return given()
        .baseUri(server.url())
        .header("Authorization", "Bearer " + secret)
        .get("/api/v1/purposes")
        .statusCode();
  }

  @Test
  @DisplayName("B-10 A key ends by itself, to the second, and the page says who made it")
  void expiry() {
    String secret = key("30");
    assertThat(open(secret)).isEqualTo(200);
    assertThat(owner.get(PAGE).body()).contains("von ada");
    server.clock().tick(Duration.ofDays(30).minusSeconds(1));
    assertThat(open(secret)).isEqualTo(200);
    server.clock().tick(Duration.ofSeconds(1));
    assertThat(open(secret)).isEqualTo(401);
    assertThat(server.owner().get(PAGE).body()).contains("abgelaufen");
  }

  @Test
  @DisplayName("B-10 A new key takes the place of one, and both open until the former one ends")
  void rotation() {
    String former = key("365");
    String rotate = found(ROTATE, owner.get(PAGE)).group(1);
    assertThat(owner.get(rotate).status()).isEqualTo(200);
    TestBrowser.Page page = owner.post(rotate, Map.of("overlap", "24"));
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    String next = made(page);
    assertThat(next).isNotEqualTo(former);
    assertThat(open(former)).isEqualTo(200);
    assertThat(open(next)).isEqualTo(200);
    assertThat(owner.get(PAGE).body()).contains("wird abgelöst");
    // In a second window: it has its successor already.
    assertThat(owner.post(rotate, Map.of("overlap", "24")).location()).endsWith(PAGE);
    String unknown = PAGE + "/" + UUID.randomUUID() + "/rotate";
    assertThat(owner.post(unknown, Map.of("overlap", "24")).location()).endsWith(PAGE);

    server.clock().tick(Duration.ofHours(24));
    assertThat(open(former)).isEqualTo(401);
    assertThat(open(next)).isEqualTo(200);
    server.clock().tick(Duration.ofDays(364));
    assertThat(open(next)).isEqualTo(401);
  }

  @Test
  @DisplayName("B-10 A network that tries keys has to wait; the right key opens all the while")
  void guessing() {
    String right = key("never");
    String there = "198.51.100.7";
    int tries = 0;
    while (status("jw_" + tries, there) == 401) {
      tries++;
      assertThat(tries).as("wrong keys for free").isLessThan(100);
    }
    given()
        .baseUri(server.url())
        .header("Authorization", "Bearer jw_another")
        .header("X-Forwarded-For", there)
        .get("/api/v1/purposes")
        .then()
        .statusCode(429)
        .header("Retry-After", notNullValue())
        .body("type", equalTo("urn:jawort:problem:too-many-keys"));
    assertThat(status(right, there)).isEqualTo(200);
    assertThat(status("jw_elsewhere", "203.0.113.9")).isEqualTo(401);
    server.clock().tick(Duration.ofMinutes(16));
    assertThat(status("jw_later", there)).isEqualTo(401);
  }

  private int status(String secret, String from) {
    return given()
        .baseUri(server.url())
        .header("Authorization", "Bearer " + secret)
        .header("X-Forwarded-For", from)
        .get("/api/v1/purposes")
        .statusCode();
  }
}

package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jawort.TestBrowser;
import org.jawort.TestPostgres;
import org.jawort.TestServer;
import org.jawort.integration.ApiKey;
import org.jawort.integration.ApiKeyId;
import org.jawort.integration.ApiKeys;
import org.jawort.platform.SettingException;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.SmartLifecycle;

class ApiKeyTest {
  private static final String PAGE = "/app/settings/api-keys";
  private static final Pattern SECRET = Pattern.compile("jw_[A-Za-z0-9_-]{43}");

  private final TestApi api = TestApi.fresh();
  private final ApiKeys keys = api.server().bean(ApiKeys.class);

  @Test
  @DisplayName("B-10 Without a key nobody comes in")
  void none() {
    api.stranger()
        .get("/contacts")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", containsString("Bearer"))
        .body("type", equalTo("urn:jawort:problem:unauthorized"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "Bearer x", "Bearer jw_", "Basic YTpi", "Bearer ä", "jw_x"})
  @DisplayName("B-10 What is no key opens nothing")
  void wrong(String header) {
    api.stranger().header("Authorization", header).get("/purposes").then().statusCode(401);
  }

  @Test
  @DisplayName("B-10 A revoked key opens nothing from that moment on")
  void revoked() {
    api.get("/purposes").statusCode(200);
    assertThat(keys.revoke(api.tenant(), api.key())).isTrue();
    assertThat(keys.revoke(api.tenant(), api.key())).isFalse();
    api.get("/purposes")
        .statusCode(401)
        .header("WWW-Authenticate", containsString("invalid_token"));
  }

  @Test
  @DisplayName("S1-20 Nobody revokes another tenant's key")
  void othersKey() {
    assertThat(keys.revoke(TestApi.fresh().tenant(), api.key())).isFalse();
    api.get("/purposes").statusCode(200);
  }

  @Test
  @DisplayName("B-10 The use of a key is noted at most once a minute")
  void lastUse() {
    assertThat(shown().lastUsedAt()).isNull();
    api.get("/purposes");
    Instant first = Objects.requireNonNull(shown().lastUsedAt());
    api.server().clock().tick(Duration.ofSeconds(30));
    api.get("/purposes");
    assertThat(shown().lastUsedAt()).isEqualTo(first);
    api.server().clock().tick(Duration.ofSeconds(31));
    api.get("/purposes");
    assertThat(shown().lastUsedAt()).isEqualTo(first.plusSeconds(61));
  }

  private ApiKey shown() {
    return keys.all(api.tenant()).getFirst();
  }

  @Test
  @DisplayName("B-10 A key has 256 random bits, and no session comes with it")
  void shape() {
    assertThat(api.secret()).matches(SECRET);
    assertThat(shown().hint()).hasSize(7).isEqualTo(api.secret().substring(0, 7));
    var answer = api.get("/purposes").extract();
    assertThat(answer.cookies()).isEmpty();
    // Neither do the cookies of a signed-in browser open anything.
    assertThat(api.server().owner().get("/api/v1/purposes").status()).isEqualTo(401);
  }

  @Test
  @DisplayName("B-10 The owner makes a key, sees it once, and revokes it")
  void page() {
    TestBrowser owner = api.server().owner();
    assertThat(owner.get(PAGE).status()).isEqualTo(200);
    TestBrowser.Page made =
        owner.post(
            PAGE,
            Map.of(
                "name", "Webshop <1>",
                "basis", "BOOKING",
                "basisNote", "Kästchen <2>",
                "scopes", List.of("READ", "CONTACTS", "CONSENTS"),
                "expires", "90"));
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.header("Cache-Control")).isEqualTo("no-store");
    assertThat(made.body()).contains("Webshop &lt;1&gt;");
    var found = SECRET.matcher(made.body());
    assertThat(found.find()).as("%s is found", found.pattern()).isTrue();
    String secret = found.group();
    call(secret).then().statusCode(200);

    TestBrowser.Page list = owner.get(PAGE);
    assertThat(list.body())
        .contains("Webshop &lt;1&gt;", "Bei einer Buchung oder Bestellung", "Kästchen &lt;2&gt;")
        .doesNotContain(secret);
    asksOnTheBasisOf(secret);
    var id = Pattern.compile(PAGE + "/([0-9a-f-]{36})/revoke").matcher(list.body());
    assertThat(id.find()).as("%s is found", id.pattern()).isTrue();
    assertThat(owner.post(PAGE + "/" + id.group(1) + "/revoke", Map.of()).location())
        .endsWith(PAGE);
    assertThat(owner.get(PAGE).status()).isEqualTo(200);
    call(secret).then().statusCode(401);
  }

  /** What was stated with the key stands in the evidence of what its system asks. */
  private void asksOnTheBasisOf(String secret) {
    String point =
        post(
                secret,
                "/contacts",
                "{\"contactPoints\":[{\"channel\":\"EMAIL\",\"address\":\"stated@example.org\"}]}")
            .statusCode(201)
            .extract()
            .path("contactPoints[0].id");
    String path = "/contact-points/" + point;
    post(secret, path + "/opt-in", "{\"purpose\":\"newsletter\"}").statusCode(202);
    api.stranger()
        .header("Authorization", "Bearer " + secret)
        .get(path + "/history")
        .then()
        .body("items[0].evidence.asking.basis", equalTo("BOOKING"))
        .body("items[0].evidence.asking.note", equalTo("Kästchen <2>"))
        .body("items[0].evidence.asking.stated", equalTo("WITH_KEY"));
  }

  private io.restassured.response.ValidatableResponse post(
      String secret, String path, String body) {
    return api.stranger()
        .header("Authorization", "Bearer " + secret)
        .contentType("application/json")
        .body(body)
        .post(path)
        .then();
  }

  private io.restassured.response.Response call(String secret) {
    return api.stranger().header("Authorization", "Bearer " + secret).get("/purposes");
  }

  @Test
  @DisplayName("B-10 A key needs a name; a page that is not ours makes none")
  void pageRefuses() {
    TestBrowser owner = api.server().owner();
    owner.get(PAGE);
    assertThat(owner.post(PAGE, Map.of("name", " ")).status()).isEqualTo(422);
    var stated = owner.post(PAGE, Map.of("name", "Kasse"));
    assertThat(stated.status()).isEqualTo(422);
    assertThat(stated.body()).contains("Bitte wählen Sie, warum", "value=\"Kasse\"");
    var sale = Map.of("name", "Kasse", "basis", "EXISTING_CUSTOMER");
    assertThat(owner.post(PAGE, sale).body()).contains("sagt diese Grundlage zu wenig");
    assertThat(owner.post(PAGE, Map.of("name", "x".repeat(101))).status()).isEqualTo(422);
    assertThat(stated.body())
        .contains("Bitte erlauben Sie mindestens eines", "Bitte wählen Sie, wie lange");
    assertThat(owner.postBare(PAGE, Map.of("name", "x")).status()).isEqualTo(403);
    assertThat(api.server().browser().get(PAGE).status()).isEqualTo(302);
  }

  @Test
  @DisplayName("B-10 JAWORT_API_KEY is the first key of the first tenant, and does not return")
  void firstKey() {
    String database = TestPostgres.migratedDatabase("first_key").url();
    Map<String, String> settings = Map.of("JAWORT_API_KEY", "a-key-from-the-environment");
    ApiKeyId first;
    try (var server = TestServer.start(database, settings)) {
      var tenant = server.bean(Tenants.class).all().getFirst();
      var known = server.bean(ApiKeys.class).all(tenant);
      assertThat(known).hasSize(1);
      first = known.getFirst().id();
      assertThat(open(server, "a-key-from-the-environment")).isEqualTo(200);
      server.bean(ApiKeys.class).revoke(tenant, first);
      // As at the next start.
      var atStart = server.bean("org.jawort.integration.FirstApiKey", SmartLifecycle.class);
      atStart.stop();
      atStart.start();
      assertThat(server.bean(ApiKeys.class).all(tenant)).hasSize(1);
      assertThat(open(server, "a-key-from-the-environment")).isEqualTo(401);
    }
  }

  private static int open(TestServer server, String key) {
    return io.restassured.RestAssured.given()
        .baseUri(server.url())
        .header("Authorization", "Bearer " + key)
        .get("/api/v1/purposes")
        .statusCode();
  }

  @Test
  @DisplayName("B-10 a key that can be guessed stops the start with one line")
  void shortKey() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> TestServer.start(Map.of("JAWORT_API_KEY", "secret-key-no-1")).close())
        .hasRootCauseInstanceOf(SettingException.class)
        .rootCause()
        .hasMessageContaining("JAWORT_API_KEY")
        .hasMessageContaining("128 random bits")
        .hasMessageNotContaining("secret");
  }
}

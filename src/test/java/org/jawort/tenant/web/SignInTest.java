package org.jawort.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SignInTest {
  private final TestServer server = TestServer.shared();

  @Test
  @DisplayName("S1-20 A member of staff signs in, gets a new session each time, and signs out")
  void signsInAndOut() {
    TestBrowser browser = server.owner();
    String first = browser.cookies().get("__Host-jawort");
    assertThat(first).matches("[0-9a-z]+\\.[A-Za-z0-9_-]{43}");
    assertThat(browser.get("/app/settings").status()).isEqualTo(200);

    TestBrowser thief = server.browser();
    thief.cookies().put("__Host-jawort", first);
    assertThat(thief.get("/app/settings").status()).isEqualTo(200);

    browser.post("/logout", Map.of());
    assertThat(browser.cookies()).doesNotContainKey("__Host-jawort");
    assertThat(thief.get("/app/settings").location()).startsWith("/login");
  }

  @Test
  @DisplayName("S1-20 Signing in again ends the session that was there before")
  void rotates() {
    TestBrowser browser = server.owner();
    String first = browser.cookies().get("__Host-jawort");
    browser.cookies().put("__Host-jawort", first);
    String token = browser.get("/app/settings").body();
    assertThat(token).contains("_csrf");
    browser.post("/login", Map.of("email", TestServer.OWNER, "password", TestServer.PASSWORD));
    assertThat(browser.cookies().get("__Host-jawort")).isNotEqualTo(first);
    TestBrowser old = server.browser();
    old.cookies().put("__Host-jawort", first);
    assertThat(old.get("/app/settings").status()).isEqualTo(302);
  }

  @Test
  @DisplayName("S1-20 The session cookie is host-bound, secure, hidden from scripts and lax")
  void cookieAttributes() {
    TestBrowser browser = server.browser();
    browser.get("/login");
    TestBrowser.Page answer =
        browser.post(
            "/login", Map.of("email", "ADA@Salon.example", "password", TestServer.PASSWORD));
    assertThat(answer.headers().get("set-cookie"))
        .anySatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("__Host-jawort=")
                    .contains("Path=/", "Secure", "HttpOnly", "SameSite=Lax")
                    .doesNotContain("Domain"))
        .noneSatisfy(cookie -> assertThat(cookie).contains("JSESSIONID"));
    assertThat(answer.location()).isEqualTo("/app");
  }

  @Test
  @DisplayName("S1-20 A wrong password and an unknown address get the same answer")
  void tellsNothing() {
    TestBrowser browser = server.browser();
    browser.get("/login");
    var wrong = browser.post("/login", Map.of("email", TestServer.OWNER, "password", "not this"));
    var unknown = browser.post("/login", Map.of("email", "who@x.example", "password", "not this"));
    var nonsense = browser.post("/login", Map.of("email", "<b>\"'", "password", ""));
    assertThat(wrong.status()).isEqualTo(422).isEqualTo(unknown.status());
    assertThat(nonsense.status()).isEqualTo(422);
    assertThat(nonsense.body()).contains("&lt;b&gt;").doesNotContain("<b>");
    assertThat(normal(wrong.body(), TestServer.OWNER))
        .isEqualTo(normal(unknown.body(), "who@x.example"));
    server.clock().tick(Duration.ofDays(2));
  }

  private static String normal(String body, String address) {
    return body.replace(address, "ADDRESS").replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
  }

  @Test
  @DisplayName("S1-20 Guessing is slowed down per account, known or not, and the wait grows")
  void throttles() {
    for (String email : new String[] {"grace@x.example", TestServer.OWNER}) {
      TestBrowser browser = server.browser();
      browser.get("/login");
      for (int i = 0; i < 5; i++) {
        assertThat(attempt(browser, email, "wrong")).isEqualTo(422);
      }
      assertThat(attempt(browser, email, "wrong")).isEqualTo(429);
      server.clock().tick(Duration.ofSeconds(1));
      assertThat(attempt(browser, email, "wrong")).isEqualTo(422);
      server.clock().tick(Duration.ofSeconds(1));
      assertThat(attempt(browser, email, "wrong")).isEqualTo(429);
    }
    TestBrowser late = server.browser();
    late.get("/login");
    assertThat(attempt(late, TestServer.OWNER, TestServer.PASSWORD)).isEqualTo(429);
    server.clock().tick(Duration.ofMinutes(15));
    assertThat(attempt(late, TestServer.OWNER, TestServer.PASSWORD)).isEqualTo(302);
    server.clock().tick(Duration.ofDays(2));
  }

  @Test
  @DisplayName("S1-20 One network that tries many accounts is slowed down, another is not")
  void throttlesNetworks() {
    TestBrowser browser = server.browser();
    browser.header("X-Forwarded-For", "198.51.100.7").get("/login");
    for (int i = 0; i < 30; i++) {
      assertThat(attempt(browser, "user" + i + "@x.example", "wrong")).isEqualTo(422);
    }
    browser.header("X-Forwarded-For", "198.51.100.200");
    assertThat(attempt(browser, "another@x.example", "wrong")).isEqualTo(429);
    browser.header("X-Forwarded-For", "198.51.101.7");
    assertThat(attempt(browser, "another@x.example", "wrong")).isEqualTo(422);
    server.clock().tick(Duration.ofDays(2));
  }

  private static int attempt(TestBrowser browser, String email, String password) {
    return browser.post("/login", Map.of("email", email, "password", password)).status();
  }

  @Test
  @DisplayName("S1-20 A session ends after eight hours of rest")
  void endsIdle() {
    TestBrowser browser = server.owner();
    server.clock().tick(Duration.ofHours(7));
    assertThat(browser.get("/app/settings").status()).isEqualTo(200);
    server.clock().tick(Duration.ofHours(7));
    assertThat(browser.get("/app/settings").status()).isEqualTo(200);
    server.clock().tick(Duration.ofHours(8).plusSeconds(1));
    assertThat(browser.get("/app/settings").status()).isEqualTo(302);
  }

  @Test
  @DisplayName("S1-20 A session ends after seven days in any case")
  void endsAnyway() {
    TestBrowser browser = server.owner();
    for (int i = 0; i < 24; i++) {
      server.clock().tick(Duration.ofHours(7));
      assertThat(browser.get("/app/settings").status()).isEqualTo(i < 23 ? 200 : 302);
    }
  }

  @Test
  @DisplayName("S1-20 After the sign-in the page that was asked for opens, and no foreign one")
  void leadsBack() {
    TestBrowser browser = server.browser();
    assertThat(browser.get("/app/settings?x=1").location())
        .isEqualTo("/login?to=%2Fapp%2Fsettings%3Fx%3D1");
    assertThat(browser.get("/login?to=/app/settings?x=1").body())
        .contains("value=\"/app/settings?x=1\"");
    for (String foreign :
        new String[] {
          "//evil.example", "https://evil.example", "/app//evil", "/appevil", "/app\\@x"
        }) {
      browser.get("/login");
      var answer =
          browser.post(
              "/login",
              Map.of("email", TestServer.OWNER, "password", TestServer.PASSWORD, "to", foreign));
      assertThat(answer.location()).isEqualTo("/app");
      browser.post("/logout", Map.of());
      browser.cookies().remove("__Host-jawort");
    }
  }

  @Test
  @DisplayName("S1-20 A form without its token is refused, with a page that says what to do")
  void refusesForeignForms() {
    TestBrowser browser = server.owner();
    var settings = browser.postBare("/app/settings", Map.of("name", "Evil"));
    assertThat(settings.status()).isEqualTo(403);
    assertThat(settings.body()).contains("Bitte senden Sie das Formular noch einmal ab");
    assertThat(browser.postBare("/logout", Map.of()).status()).isEqualTo(403);
    assertThat(
            browser.postBare("/login", Map.of("email", TestServer.OWNER, "password", "x")).status())
        .isEqualTo(403);
  }

  @Test
  @DisplayName("S1-20 htmx requests of somebody who is no longer signed in lead to the sign-in")
  void sendsHtmxToLogin() {
    var answer = server.browser().header("HX-Request", "true").get("/app/settings");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("HX-Redirect")).isEqualTo("/login");
  }

  @Test
  @DisplayName("S1-20 The language is the user's own setting")
  void speaks() {
    TestBrowser browser = server.owner();
    assertThat(browser.get("/app/settings").body()).contains("<html lang=\"de\"", "Abmelden");
    var answer = browser.post("/app/language", Map.of("language", "en", "to", "/app/settings"));
    assertThat(answer.location()).isEqualTo("/app/settings");
    assertThat(browser.get("/app/settings").body()).contains("<html lang=\"en\"", "Sign out");
    browser.post("/app/language", Map.of("language", "de"));
    assertThat(browser.get("/app/settings").body()).contains("Abmelden");
  }
}

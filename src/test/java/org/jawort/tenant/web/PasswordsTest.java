package org.jawort.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One's own password: changing it, and what to do without it; and where one is signed in. */
class PasswordsTest {
  private static final String ACCOUNT = "/app/account";
  private static final String OTHER = "fünf runde Steine am Ufer";

  private final TestServer server = TestServer.guest();
  private final AccountLinks links = new AccountLinks(server, server.tenant());
  private final String address = server.ownerAddress();

  private static int signIn(TestBrowser browser, String address, String password) {
    browser.get("/login");
    return browser.post("/login", Map.of("email", address, "password", password)).status();
  }

  private String asked(TestBrowser browser) {
    int before = links.count(address);
    browser.get("/password");
    browser.post("/password", Map.of("email", address));
    Await.until("the mail with the link", () -> links.count(address) > before);
    return links.newest(address);
  }

  @Test
  @DisplayName("B-17 Who changes the password knows the former one, and every other session ends")
  void changes() {
    TestBrowser here = server.owner();
    TestBrowser there = server.owner();
    here.get(ACCOUNT);
    String path = ACCOUNT + "/password";
    var wrong = here.post(path, Map.of("former", "not this one", "password", OTHER));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("nicht Ihr bisheriges Passwort").doesNotContain(OTHER);
    assertThat(here.post(path, Map.of("former", TestServer.PASSWORD, "password", "1")).status())
        .as("a bad new one")
        .isEqualTo(422);
    assertThat(there.get(ACCOUNT).status()).as("nothing has changed yet").isEqualTo(200);
    here.post(path, Map.of("former", TestServer.PASSWORD, "password", OTHER));
    assertThat(here.get(ACCOUNT).status()).as("the own session").isEqualTo(200);
    assertThat(there.get(ACCOUNT).location()).as("another session").startsWith("/login");
    assertThat(signIn(server.browser(), address, TestServer.PASSWORD)).isEqualTo(422);
    assertThat(signIn(server.browser(), address, OTHER)).isEqualTo(302);
  }

  @Test
  @DisplayName(
      "B-17 A forgotten password: one answer for all, a link that works once, no session left")
  void forgotten() {
    TestBrowser there = server.owner();
    TestBrowser browser = server.browser();
    browser.get("/password");
    var unknown = browser.post("/password", Map.of("email", "who@x.example"));
    assertThat(browser.post("/password", Map.of("email", "nobody")).status()).isEqualTo(422);
    browser.get("/password");
    var known = browser.post("/password", Map.of("email", address));
    assertThat(known.status()).isEqualTo(unknown.status()).isEqualTo(302);
    assertThat(known.location()).isEqualTo(unknown.location());
    assertThat(known.headers().keySet()).isEqualTo(unknown.headers().keySet());
    Await.until("the mail with the link", () -> links.count(address) == 1);
    String first = links.newest(address);
    String link = asked(browser);
    assertThat(browser.get(first).status()).as("the former link").isEqualTo(410);
    assertThat(browser.get(link).status()).isEqualTo(200);
    assertThat(browser.get(link).header("referrer-policy")).isEqualTo("no-referrer");
    assertThat(browser.post(link, Map.of("password", "kurz")).status()).isEqualTo(422);
    assertThat(browser.post(link, Map.of("password", OTHER)).location()).isEqualTo("/app");
    assertThat(browser.get(ACCOUNT).status()).as("signed in").isEqualTo(200);
    assertThat(there.get(ACCOUNT).location()).as("who was signed in").startsWith("/login");
    assertThat(browser.post(link, Map.of("password", OTHER + "!")).status())
        .as("the link once more")
        .isEqualTo(410);
    assertThat(signIn(server.browser(), address, OTHER)).isEqualTo(302);
  }

  @Test
  @DisplayName("B-17 A link to a new password ends after an hour, and nobody is flooded with them")
  void linksEnd() {
    TestServer later = TestServer.timeTraveller();
    var mails = new AccountLinks(later, later.tenant());
    TestBrowser browser = later.browser().header("X-Forwarded-For", "198.51.105.9");
    for (int i = 1; i <= 6; i++) {
      browser.get("/password");
      var answer = browser.post("/password", Map.of("email", later.ownerAddress()));
      assertThat(answer.status()).as("the answer to wish %s", i).isEqualTo(302);
    }
    Await.until("three mails", () -> mails.count(later.ownerAddress()) >= 3);
    assertThat(mails.count(later.ownerAddress())).as("mails").isEqualTo(3);
    String link = mails.newest(later.ownerAddress());
    later.clock().tick(Duration.ofHours(1).plusSeconds(1));
    assertThat(browser.get(link).status()).isEqualTo(410);
    assertThat(browser.get("/password/" + "A".repeat(43)).status()).isEqualTo(410);
    assertThat(browser.get("/password/" + UUID.randomUUID()).status()).isEqualTo(410);
  }

  @Test
  @DisplayName("B-17 The list of sessions shows each device, and ends one or all others")
  void sessions() {
    TestBrowser here =
        server.browser().header("User-Agent", "Mozilla/5.0 (X11; Linux) Firefox/140.0");
    signIn(here, address, TestServer.PASSWORD);
    TestBrowser phone =
        server.browser().header("User-Agent", "Mozilla/5.0 (iPhone) Version/19 Safari/605");
    signIn(phone, address, TestServer.PASSWORD);
    TestBrowser third = server.owner();
    String page = here.get(ACCOUNT).body();
    assertThat(page).contains("Firefox, Linux", "Safari, iPhone");
    assertThat(page).as("one of the sessions is this one").containsOnlyOnce("diese Sitzung");
    String name = page.replaceAll("(?s).*?name=\"session\" value=\"([0-9a-f]{64})\".*", "$1");
    TestBrowser stranger = server.withTenant().owner();
    stranger.get(ACCOUNT);
    stranger.post(ACCOUNT + "/sessions/end", Map.of("session", name));
    assertThat(phone.get(ACCOUNT).status() + third.get(ACCOUNT).status())
        .as("after somebody else named one of them")
        .isEqualTo(400);
    here.get(ACCOUNT);
    here.post(ACCOUNT + "/sessions/end", Map.of("session", name));
    assertThat(phone.get(ACCOUNT).status() + third.get(ACCOUNT).status())
        .as("one of the two has ended")
        .isEqualTo(502);
    here.post(ACCOUNT + "/sessions/end-others", Map.of());
    assertThat(phone.get(ACCOUNT).status() + third.get(ACCOUNT).status()).isEqualTo(604);
    assertThat(here.get(ACCOUNT).status()).isEqualTo(200);
  }
}

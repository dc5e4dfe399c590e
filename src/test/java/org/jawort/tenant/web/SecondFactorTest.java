package org.jawort.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jawort.AuditReader;
import org.jawort.TestBrowser;
import org.jawort.TestBrowser.Page;
import org.jawort.TestServer;
import org.jawort.platform.SettingException;
import org.jawort.tenant.account.TestDevice;
import org.jawort.tenant.account.UserCommand;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Codes of a device, codes for when it is gone, and owners who demand them. */
class SecondFactorTest {
  private static final String ACCOUNT = "/app/account";
  private static final String USERS = "/app/settings/users";
  private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");
  private static final Pattern SECRET = Pattern.compile("secret=([A-Z2-7]+)");
  private static final Pattern RECOVERY = Pattern.compile("(?:[a-z2-7]{4}-){3}[a-z2-7]{4}");

  private final TestServer server = TestServer.guest();

  private TestDevice device = new TestDevice("");

  /** Switches codes on, and returns the codes for when the device is gone. */
  private List<String> switchOn(TestBrowser browser) {
    browser.get(ACCOUNT);
    browser.post(ACCOUNT + "/codes", Map.of());
    String page = browser.get(ACCOUNT + "/codes").body();
    device = new TestDevice(first(SECRET, page));
    assertThat(browser.post(ACCOUNT + "/codes/confirm", Map.of("code", "000")).status())
        .as("a wrong code")
        .isEqualTo(422);
    Page shown = browser.post(ACCOUNT + "/codes/confirm", Map.of("code", now()));
    assertThat(shown.status()).as("codes are on").isEqualTo(200);
    return RECOVERY.matcher(shown.body()).results().map(MatchResult::group).toList();
  }

  private static String first(Pattern pattern, String text) {
    return pattern.matcher(text).results().findFirst().orElseThrow().group(1);
  }

  private String now() {
    return device.code(server.clock().instant());
  }

  private Page password(TestBrowser browser) {
    browser.get("/login");
    return browser.post(
        "/login",
        Map.of(
            "email", server.ownerAddress(), "password", TestServer.PASSWORD, "to", "/app/funnel"));
  }

  private static Page code(TestBrowser browser, Page step, String code) {
    return browser.post(
        "/login/code",
        Map.of("ticket", first(TICKET, step.body()), "code", code, "to", "/app/funnel"));
  }

  @Test
  @DisplayName("B-17 With codes on, a password alone opens nothing; a code opens once")
  void codes() {
    switchOn(server.owner());
    TestBrowser browser = server.browser();
    Page step = password(browser);
    assertThat(step.status()).isEqualTo(200);
    assertThat(browser.cookies()).as("no session yet").doesNotContainKey("__Host-jawort");
    server.clock().tick(Duration.ofSeconds(30));
    String right = now();
    assertThat(code(browser, step, "123 4x6").status()).isEqualTo(422);
    assertThat(code(browser, step, right).location()).isEqualTo("/app/funnel");
    TestBrowser thief = server.browser();
    assertThat(code(thief, password(thief), right).status()).as("once more").isEqualTo(422);
    assertThat(thief.cookies()).doesNotContainKey("__Host-jawort");
    server.clock().tick(Duration.ofSeconds(30));
    String spaced = now().substring(0, 3) + " " + now().substring(3);
    assertThat(code(thief, password(thief), spaced).status()).as("the next one").isEqualTo(302);
  }

  @Test
  @DisplayName("B-17 A recovery code opens once, for its account alone")
  void recovery() {
    List<String> codes = switchOn(server.owner());
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    TestBrowser browser = server.browser();
    assertThat(code(browser, password(browser), codes.getFirst().toUpperCase()).status())
        .isEqualTo(302);
    assertThat(browser.get(ACCOUNT).body()).contains("Unbenutzt sind noch 9");
    TestBrowser again = server.browser();
    assertThat(code(again, password(again), codes.getFirst()).status()).isEqualTo(422);
    assertThat(code(again, password(again), codes.get(1).replace("-", "")).status()).isEqualTo(302);
    again.get(ACCOUNT);
    Page renewed = again.post(ACCOUNT + "/codes/recovery", Map.of());
    assertThat(RECOVERY.matcher(renewed.body()).results()).hasSize(10);
    TestBrowser third = server.browser();
    assertThat(code(third, password(third), codes.get(2)).status())
        .as("a former one")
        .isEqualTo(422);
  }

  @Test
  @DisplayName(
      "B-17 A ticket between the steps is of no use when forged, old, or after a new password")
  void tickets() {
    switchOn(server.owner());
    TestBrowser browser = server.browser();
    String ticket = first(TICKET, password(browser).body());
    String forged = (ticket.startsWith("A") ? "B" : "A") + ticket.substring(1);
    server.clock().tick(Duration.ofSeconds(30));
    for (String wrong : List.of(forged, ticket + "A", "", "x".repeat(75))) {
      Page answer = browser.post("/login/code", Map.of("ticket", wrong, "code", now()));
      assertThat(answer.location()).as(wrong).isEqualTo("/login");
    }
    server.clock().tick(Duration.ofMinutes(10).plusSeconds(1));
    assertThat(browser.post("/login/code", Map.of("ticket", ticket, "code", now())).location())
        .as("too old")
        .isEqualTo("/login");
  }

  @Test
  @DisplayName("B-17 Guessing codes is slowed down")
  void throttled() {
    switchOn(server.owner());
    TestBrowser browser = server.browser();
    Page step = password(browser);
    for (int i = 0; i < 5; i++) {
      assertThat(code(browser, step, "00000" + i).status()).isEqualTo(422);
    }
    assertThat(code(browser, step, "000009").status()).isEqualTo(429);
    server.clock().tick(Duration.ofMinutes(9));
  }

  @Test
  @DisplayName(
      "B-17 Where owners demand a second factor, nothing opens without one but the way to it")
  void demanded() {
    TestBrowser owner = server.owner();
    owner.get(USERS);
    assertThat(owner.post(USERS + "/second-factor", Map.of("demanded", "on")).status())
        .as("an owner who has none")
        .isEqualTo(409);
    switchOn(owner);
    owner.get(USERS);
    assertThat(owner.post(USERS + "/second-factor", Map.of("demanded", "on")).status())
        .isEqualTo(302);
    assertThat(owner.get("/app/funnel").status()).as("who has shown one").isEqualTo(200);

    String address = "zweit-" + server.tenant().value() + "@salon.example";
    owner.get(USERS);
    owner.post(USERS, Map.of("email", address, "role", "EDITOR", "language", "de"));
    String link = new AccountLinks(server, server.tenant()).newest(address);
    TestBrowser newcomer = server.browser();
    newcomer.get(link);
    newcomer.post(link, Map.of("name", "Nora", "password", "neun stille Boote im Schilf"));
    assertThat(newcomer.get("/app/funnel").location()).isEqualTo(ACCOUNT);
    assertThat(newcomer.get(ACCOUNT).body()).contains("verlangt einen zweiten Faktor");
    assertThat(newcomer.post("/app/campaigns", Map.of("name", "x")).location()).isEqualTo(ACCOUNT);
    switchOn(newcomer);
    assertThat(newcomer.get("/app/funnel").status()).as("once they have one").isEqualTo(200);
  }

  @Test
  @DisplayName(
      "B-17 Whoever has lost password and device gets a link from the operator, and starts anew")
  void recovered() {
    TestBrowser before = server.owner();
    switchOn(before);
    var out = new ByteArrayOutputStream();
    UserCommand.run(
        List.of("recover", server.ownerAddress()),
        server::settings,
        server.clock(),
        new PrintStream(out, true, StandardCharsets.UTF_8));
    String link = first(Pattern.compile("(/password/\\S+)"), out.toString(StandardCharsets.UTF_8));
    TestBrowser browser = server.browser();
    browser.get(link);
    var set = browser.post(link, Map.of("password", "sechs warme Decken im Haus"));
    assertThat(set.location()).as("no second step").isEqualTo("/app");
    assertThat(before.get(ACCOUNT).status()).as("the session of before").isEqualTo(302);
    var log = new AuditReader(browser);
    assertThat(log.lines("?kind=KEY")).contains("jawort user recover DONE KEY");
    assertThat(log.lines("?kind=SIGN_IN")).contains("POST /password/{link} DONE SIGN_IN");
    assertThatThrownBy(
            () ->
                UserCommand.run(
                    List.of("recover", "who@x.example"),
                    server::settings,
                    server.clock(),
                    System.out))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("is no address of an account");
  }
}

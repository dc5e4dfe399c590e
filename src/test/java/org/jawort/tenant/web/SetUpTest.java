package org.jawort.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jawort.TestBrowser;
import org.jawort.TestPostgres;
import org.jawort.TestServer;
import org.jawort.platform.Language;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SetUpTest {
  /** The others look at the set-up before it was done. */
  private static final int LAST = Integer.MAX_VALUE;

  private static final Map<String, Object> GOOD =
      Map.ofEntries(
          Map.entry("name", "Salon Ada"),
          Map.entry("imprint", "Salon Ada\nWeg 1\n10115 Berlin"),
          Map.entry("privacyPolicyUrl", "https://salon.example/datenschutz"),
          Map.entry("privacyPolicyVersion", "2026-11"),
          Map.entry("senderName", "Salon Ada"),
          Map.entry("senderAddress", "hallo@salon.example"),
          Map.entry("replyTo", ""),
          Map.entry("languages", List.of("de", "en")),
          Map.entry("language", "en"),
          Map.entry("timeZone", "Europe/Vienna"),
          Map.entry("ownerName", "Ada Lovelace"),
          Map.entry("ownerEmail", "ada@salon.example"),
          Map.entry("password", "zwölf Boxkämpfer jagen"));

  private final String database = TestPostgres.migratedDatabase("setup").url();
  private TestServer server;
  private String printed;

  @BeforeAll
  void start() {
    PrintStream before = System.out;
    var out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      server = TestServer.untouched(database, Map.of());
    } finally {
      System.setOut(before);
    }
    printed = out.toString(StandardCharsets.UTF_8);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private String code() {
    var link = Pattern.compile("Set-up \\(once\\): (\\S+)/setup\\?code=(\\S+)").matcher(printed);
    assertThat(link.find()).as("%s is found", link.pattern()).isTrue();
    assertThat(link.group(1)).isEqualTo(server.url());
    return link.group(2);
  }

  @Test
  @DisplayName("S1-20 The printed link leads to the set-up, a wrong one to a friendly page")
  void wantsTheCode() {
    TestBrowser browser = server.browser();
    var wrong = browser.get("/setup?code=abc");
    assertThat(wrong.status()).isEqualTo(403);
    assertThat(wrong.body()).contains("Dieser Link stimmt nicht");
    assertThat(browser.get("/setup").status()).isEqualTo(403);
    var page = browser.get("/setup?code=" + code());
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(post(browser, Map.of("code", "abc")).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @DisplayName("S1-20 A wrong field is named, says how to mend it, and nothing typed is lost")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name             | ''                    | Bitte füllen Sie dieses Feld aus.
          imprint          | ''                    | Bitte geben Sie das Impressum an
          privacyPolicyUrl | javascript:alert(1)   | Das ist keine Internetadresse
          privacyPolicyUrl | ''                    | geben Sie auch die Adresse an
          privacyPolicyUrl | salon.example         | Das ist keine Internetadresse
          senderName       | service@paypal.com    | einen Namen an: keine E-Mail-Adresse
          senderAddress    | hallo                 | Das ist keine E-Mail-Adresse
          senderAddress    | a@b.de, c@d.de        | Das ist keine E-Mail-Adresse
          replyTo          | x@                    | Das ist keine E-Mail-Adresse
          languages        | fr                    | mindestens eine Sprache
          timeZone         | Mars/Olympus          | aus der Liste
          ownerName        | ''                    | Bitte füllen Sie dieses Feld aus.
          ownerEmail       | ada                   | Das ist keine E-Mail-Adresse
          password         | zu kurz               | mindestens 12 Zeichen
          password         | passwort1234          | benutzen viele
          password         | P4ssw0rt-1234         | benutzen viele
          password         | aaaaaaaaaaaaaaa       | Wiederholungen
          password         | 9876543210987         | Wiederholungen
          password         | qwertzuiopasdf        | Wiederholungen
          password         | katzekatzekatze       | Wiederholungen
          password         | ada@salon.example     | enthält Ihre Adresse
          password         | ich-mag-SalonAda-sehr | enthält Ihre Adresse
          """)
  void namesTheField(String field, String value, String says) {
    TestBrowser browser = server.browser();
    browser.get("/setup?code=" + code());
    var answer = post(browser, Map.of(field, value));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains(says, "href=\"#" + field + "\"")
        .doesNotContain("Boxkämpfer");
    assertThat(answer.body()).containsPattern("href=\"#" + field + "\"><span>[^<]+: </span>");
    if (!field.equals("senderAddress")) {
      assertThat(answer.body()).contains("value=\"hallo@salon.example\"");
    }
  }

  @Test
  @DisplayName("S1-20 Control characters and over-long values are refused")
  void refusesControlCharacters() {
    TestBrowser browser = server.browser();
    browser.get("/setup?code=" + code());
    assertThat(post(browser, Map.of("senderName", "Ada\r\nBcc: x@y.de")).status()).isEqualTo(422);
    assertThat(post(browser, Map.of("name", "x".repeat(121))).body()).contains("höchstens 120");
    assertThat(post(browser, Map.of("imprint", "a\u0000b")).status()).isEqualTo(422);
  }

  private TestBrowser.Page post(TestBrowser browser, Map<String, ?> changes) {
    var fields = new HashMap<String, Object>(GOOD);
    fields.put("code", code());
    fields.putAll(changes);
    return browser.post("/setup", fields);
  }

  @Test
  @Order(LAST)
  @DisplayName(
      "S1-20 A second node finds the tenant that the first one made, prints no second, and the"
          + " set-up makes tenant and owner, signs in, and works once, on every node")
  void oneTenantForAllNodes() {
    try (TestServer node = TestServer.untouched(database, Map.of())) {
      assertThat(node.bean(Tenants.class).all()).hasSize(1);
      assertThat(node.browser().get("/setup?code=" + code()).status()).isEqualTo(200);
      setsUpOnce(node);
    }
  }

  /** On the one node; on the other it is over as well. */
  private void setsUpOnce(TestServer fresh) {
    String code = code();
    TestBrowser browser = fresh.browser().header("Accept-Language", "en-GB,en;q=0.9,de;q=0.5");
    assertThat(browser.get("/setup?code=" + code).body()).contains("Set up Jawort");
    var answer = post(browser, Map.of());
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.location()).isEqualTo("/app");
    var settings = browser.get("/app/settings");
    assertThat(settings.body()).contains("Done. Welcome to Jawort!", "Ada Lovelace");

    Tenants tenants = fresh.bean(Tenants.class);
    Tenant tenant = tenants.find(tenants.all().getFirst());
    assertThat(tenant.name()).isEqualTo("Salon Ada");
    assertThat(tenant.languages()).containsExactly(Language.DE, Language.EN);
    assertThat(tenant.language()).isEqualTo(Language.EN);
    assertThat(tenant.setUp()).isTrue();
    assertThat(tenants.byNumber(tenant.number())).contains(tenant.id());

    var again = fresh.browser().get("/setup?code=" + code);
    assertThat(again.status()).isEqualTo(410);
    assertThat(again.body()).contains("href=\"/login\"");
    assertThat(post(browser, Map.of()).status()).isEqualTo(410);
    assertThat(server.browser().get("/setup?code=" + code).status()).isEqualTo(410);
  }

  @Test
  @DisplayName("S1-20 A weak password in the settings stops the start in one line")
  void weakAdminPassword() {
    assertThatThrownBy(
            () ->
                TestServer.start(
                    Map.of(
                        "JAWORT_ADMIN_EMAIL",
                        "a@b.example",
                        "JAWORT_ADMIN_PASSWORD",
                        "passwort1234")))
        .hasStackTraceContaining("JAWORT_ADMIN_PASSWORD is one that many people use");
  }
}

package org.jawort.campaign.landing.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jawort.TestBrowser;
import org.jawort.campaign.landing.LandingContent;
import org.jawort.campaign.landing.LandingKind;
import org.jawort.campaign.landing.LandingPage;
import org.jawort.campaign.landing.LandingPictures;
import org.jawort.campaign.landing.TestPictures;
import org.jawort.platform.Language;
import org.jawort.platform.Tokens.Kind;
import org.jawort.platform.picture.LogoFile;
import org.jawort.tenant.AllowedHosts;
import org.jawort.tenant.HostName;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.UserId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S1-11 Landing pages as visitors see them")
class LandingVisitTest {
  private static final LandingServer SERVER = LandingServer.get();
  private static final String HELLO = "Hallo {{ first_name | default(\"Sie\") }}!";

  private final TestBrowser visitor = SERVER.server.browser();

  @AfterEach
  void standardAgain() {
    TestBrowser owner = SERVER.owner();
    for (LandingKind kind : LandingKind.values()) {
      LandingPage page = SERVER.page(kind, Language.DE);
      owner.get(LandingServer.path(page));
      owner.post(LandingServer.path(page) + "/standard", Map.of("seen", page.version()));
    }
  }

  private static LandingContent words(String heading, String text, LandingKind kind) {
    return LandingContent.ofWords(heading, text, kind.hasButton() ? "Ja bitte" : "");
  }

  private static void publish(LandingKind kind, String heading, String text) {
    SERVER.publish(kind, Language.DE, words(heading, text, kind));
  }

  private static void lead(LandingKind kind, String address) {
    SERVER
        .server
        .bean(AllowedHosts.class)
        .add(
            SERVER.tenant,
            HostName.parse("danke.example").orElseThrow(),
            new UserId(UUID.randomUUID()));
    SERVER.publish(
        kind, Language.DE, new LandingContent("Danke", "Danke", "", address, "", null, ""));
  }

  @Test
  @DisplayName("own words on every page, in the other language the standard stays")
  void ownWords() {
    for (LandingKind kind : LandingKind.values()) {
      publish(kind, "Eigen " + kind, "Bei {{ tenant }}: **fett**\n\n- Punkt");
    }
    String confirm = SERVER.link(Kind.CONFIRM, SERVER.signUp(Language.DE, "Ada"));
    assertThat(visitor.get(confirm).body())
        .contains("<h1>Eigen CONFIRM</h1>", "<strong>fett</strong>", "<ul><li>Punkt</li></ul>")
        .contains(">Ja bitte</button>", "<blockquote>", "Das waren nicht Sie?")
        .containsOnlyOnce("<button")
        .doesNotContain("{{", "??");
    assertThat(visitor.postBare(confirm, Map.of()).body())
        .contains("Eigen CONFIRMED", "href=\"/u/");
    assertThat(visitor.get(confirm).body()).contains("Eigen ALREADY_CONFIRMED", "href=\"/u/");
    UUID second = SERVER.signUp(Language.DE, "Ada");
    assertThat(visitor.get(SERVER.link(Kind.REFUSE, second)).body()).contains("Eigen REFUSE<");
    assertThat(visitor.postBare(SERVER.link(Kind.REFUSE, second), Map.of()).body())
        .contains("Eigen REFUSED");
    String unsubscribe = SERVER.link(Kind.UNSUBSCRIBE, SERVER.signUp(Language.DE, "Ada"));
    assertThat(visitor.get(unsubscribe).body())
        .contains("Eigen UNSUBSCRIBE<", "<blockquote>", "Das gilt sofort");
    assertThat(visitor.postBare(unsubscribe, Map.of()).body()).contains("Eigen UNSUBSCRIBED");
    assertThat(visitor.postBare(unsubscribe, Map.of()).body())
        .contains("Sie sind bereits abgemeldet");
    String english = SERVER.link(Kind.CONFIRM, SERVER.signUp(Language.EN, "Ada"));
    assertThat(visitor.get(english).body()).contains("Confirm your sign-up", "<html lang=\"en\"");
  }

  @Test
  @DisplayName("the visitor is named only after they acted by their own link")
  void names() {
    publish(LandingKind.CONFIRMED, HELLO, HELLO);
    publish(LandingKind.UNSUBSCRIBED, HELLO, HELLO);
    UUID message = SERVER.signUp(Language.DE, "Berthilde");
    String confirm = SERVER.link(Kind.CONFIRM, message);
    assertThat(visitor.get(confirm).body()).doesNotContain("Berthilde");
    assertThat(visitor.postBare(confirm, Map.of()).body()).contains("<h1>Hallo Berthilde!</h1>");
    assertThat(visitor.postBare(confirm, Map.of()).body()).doesNotContain("Berthilde");
    String unsubscribe = SERVER.link(Kind.UNSUBSCRIBE, message);
    assertThat(visitor.get(unsubscribe).body()).doesNotContain("Berthilde");
    assertThat(visitor.postBare(unsubscribe, Map.of()).body()).contains("<p>Hallo Berthilde!</p>");
    assertThat(visitor.postBare(unsubscribe, Map.of()).body()).doesNotContain("Berthilde");
  }

  @Test
  @DisplayName("B-07 a name that is none is not shown, nor is anything read as markup")
  void hostileNames() {
    publish(LandingKind.CONFIRMED, HELLO, HELLO);
    for (String name : List.of("", "evil.example", "<b>x</b>", "*[a](https://evil.example)*")) {
      String confirm = SERVER.link(Kind.CONFIRM, SERVER.signUp(Language.DE, name));
      assertThat(visitor.postBare(confirm, Map.of()).body())
          .contains("<h1>Hallo Sie!</h1>", "<p>Hallo Sie!</p>");
    }
  }

  @Test
  @DisplayName("a redirect comes after the POST that acts, by 303, and never from a question")
  void redirects() {
    lead(LandingKind.CONFIRMED, "https://danke.example/danke?utm_source=jawort");
    lead(LandingKind.UNSUBSCRIBED, "https://danke.example/schade");
    UUID message = SERVER.signUp(Language.DE, "Ada");
    String confirm = SERVER.link(Kind.CONFIRM, message);
    var question = visitor.get(confirm);
    assertThat(question.status()).isEqualTo(200);
    assertThat(question.header("Content-Security-Policy")).contains("form-action 'self' https:");
    assertThat(visitor.method("HEAD", confirm).status()).isEqualTo(200);
    var done = visitor.postBare(confirm, Map.of("page", "1"));
    assertThat(done.status()).isEqualTo(303);
    assertThat(done.location()).isEqualTo("https://danke.example/danke?utm_source=jawort");
    assertThat(done.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(status(message)).isEqualTo("CONFIRMED");
    assertThat(visitor.postBare(confirm, Map.of()).body()).contains("Sie haben bereits bestätigt");
    assertThat(visitor.get(confirm).body()).contains("Sie haben bereits bestätigt");
    String unsubscribe = SERVER.link(Kind.UNSUBSCRIBE, message);
    var oneClick = visitor.postBare(unsubscribe, Map.of("List-Unsubscribe", "One-Click"));
    assertThat(oneClick.status()).isEqualTo(200);
    assertThat(status(message)).isEqualTo("REVOKED");
    String other = SERVER.link(Kind.UNSUBSCRIBE, SERVER.signUp(Language.DE, "Ada"));
    assertThat(visitor.get(other).status()).isEqualTo(200);
    assertThat(visitor.postBare(other, Map.of()).location())
        .isEqualTo("https://danke.example/schade");
    String refuse = SERVER.link(Kind.REFUSE, SERVER.signUp(Language.DE, "Ada"));
    assertThat(visitor.get(refuse).header("Content-Security-Policy"))
        .contains("form-action 'self';");
  }

  private static String status(UUID message) {
    return SERVER
        .answers(
            String.class,
            "SELECT c.status FROM consent c JOIN message m ON m.contact_point_id ="
                + " c.contact_point_id WHERE m.id = '"
                + message
                + "'")
        .getFirst();
  }

  @Test
  @DisplayName("B-02 law 15: evidence names the version whose button was pressed, however old")
  void evidence() {
    publish(LandingKind.CONFIRM, "Eins", "Eins");
    LandingPage shown = SERVER.page(LandingKind.CONFIRM, Language.DE);
    UUID message = SERVER.signUp(Language.DE, "Ada");
    String confirm = SERVER.link(Kind.CONFIRM, message);
    var field =
        Pattern.compile("name=\"page\" value=\"(\\d+)\"").matcher(visitor.get(confirm).body());
    assertThat(field.find()).as("%s is found", field.pattern()).isTrue();
    assertThat(field.group(1)).isEqualTo(String.valueOf(shown.version()));
    publish(LandingKind.CONFIRM, "Zwei", "Zwei");
    visitor.postBare(confirm, Map.of("page", field.group(1)));
    assertThat(landing(message, "CONFIRMED"))
        .isEqualTo("{\"page\": \"%s\", \"version\": %d}".formatted(shown.id(), shown.version()));
    String unsubscribe = SERVER.link(Kind.UNSUBSCRIBE, message);
    visitor.postBare(unsubscribe, Map.of("page", "1"));
    assertThat(landing(message, "REVOKED")).contains("\"version\": 1");
    for (String forged : List.of("0", "-1", "999", "x", "", "99999999999999")) {
      UUID next = SERVER.signUp(Language.DE, "Ada");
      visitor.postBare(SERVER.link(Kind.REFUSE, next), Map.of("page", forged));
      assertThat(landing(next, "REFUSED")).as(forged).isEqualTo("none");
    }
  }

  private static String landing(UUID message, String type) {
    return SERVER
        .answers(
            String.class,
            """
            SELECT coalesce(v.content -> 'landing', '"none"')::text FROM consent_event e
            JOIN consent_evidence v ON v.event_id = e.id
            WHERE e.message_id = '%s' AND e.type = '%s'
            """
                .formatted(message, type))
        .getFirst()
        .replace("\"none\"", "none");
  }

  @Test
  @DisplayName("B-12 with the longest text and the heaviest logo a page has at most 30 KB")
  void weight() {
    byte[] heavy = TestPictures.noise(60, 65);
    assertThat(heavy.length).isBetween(11_000, LogoFile.MOST);
    var user = new UserId(SERVER.ask("SELECT id FROM staff_user LIMIT 1"));
    var kept =
        (LandingPictures.PictureOutcome.As)
            SERVER.server.bean(LandingPictures.class).keep(SERVER.tenant, user, heavy);
    String text = "Ein Wort, noch ein Wort und noch eines. ".repeat(50);
    SERVER.publish(
        LandingKind.CONFIRM,
        Language.DE,
        new LandingContent(
            "Überschrift ".repeat(9),
            text,
            "Anmeldung bestätigen",
            "",
            "#8a1234",
            kept.picture().id(),
            "Salon Ada"));
    var page = visitor.get(SERVER.link(Kind.CONFIRM, SERVER.signUp(Language.DE, "Ada")));
    int all = page.body().getBytes(StandardCharsets.UTF_8).length;
    var parts = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"").matcher(page.body());
    int count = 0;
    while (parts.find()) {
      count++;
      var part = visitor.get(parts.group(1));
      assertThat(part.status()).as(parts.group(1)).isEqualTo(200);
      assertThat(part.header("Cache-Control")).contains("public");
      all +=
          parts.group(1).startsWith("/assets/logo/")
              ? heavy.length
              : part.body().getBytes(StandardCharsets.UTF_8).length;
    }
    assertThat(count).isEqualTo(4);
    assertThat(all).isLessThanOrEqualTo(30 * 1024);
    assertThat(page.body())
        .contains("alt=\"Salon Ada\"", "width=\"60\"", "/assets/t/8a1234.css")
        .doesNotContain("<script", "style=");
    int number = SERVER.server.bean(Tenants.class).numberOf(SERVER.tenant);
    String logo = kept.picture().address(number);
    assertThat(visitor.get(logo).header("Content-Type")).isEqualTo("image/png");
    assertThat(visitor.get(logo).header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(visitor.get(kept.picture().address(1)).status()).isEqualTo(404);
    assertThat(visitor.get("/assets/logo/" + number + "/" + "0".repeat(32)).status())
        .isEqualTo(404);
  }
}

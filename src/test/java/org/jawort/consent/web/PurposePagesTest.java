package org.jawort.consent.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.Purposes;
import org.jawort.consent.purpose.Wording;
import org.jawort.consent.purpose.Wordings;
import org.jawort.contact.address.Channel;
import org.jawort.form.Form;
import org.jawort.form.Forms;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.IpMode;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.NewUser;
import org.jawort.tenant.Role;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.Users;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("Purposes and their wording")
class PurposePagesTest {
  private static final String PASSWORD = "vier rote Fahrräder im Regen";
  private static final String FIRM = "Salon Sonnenschein";
  private static final String OWN =
      "Ja, " + FIRM + " darf mir per E-Mail Angebote für Haarpflege schicken.";

  private final TestServer server = TestServer.shared();
  private final TenantId tenant =
      server.bean(Tenants.class).create(new NewTenant(profile(FIRM), true));

  private void rename(String firm) {
    server.bean(Tenants.class).update(tenant, profile(firm));
  }

  private static TenantProfile profile(String firm) {
    return new TenantProfile(
        firm,
        firm + ", Deichweg 7, 20457 Hamburg",
        Optional.of(URI.create("https://salon.example/datenschutz")),
        firm,
        "post@salon.example",
        Optional.empty(),
        List.of(Language.DE, Language.EN),
        ZoneId.of("Europe/Berlin"),
        IpMode.TRUNCATED,
        "#a8326f",
        "DE");
  }

  private TestBrowser signedIn(Role role) {
    String address = role.name().toLowerCase() + "-" + UUID.randomUUID() + "@salon.example";
    var user =
        new NewUser(
            role.name(), StaffEmail.parse(address).orElseThrow(), role, Language.DE, PASSWORD);
    server.bean(Users.class).add(tenant, user);
    return server.browser().signIn(address, PASSWORD);
  }

  private Purpose newsletter() {
    return server.bean(Purposes.class).byKey(tenant, Purposes.NEWSLETTER).orElseThrow();
  }

  private String newsletterWording() {
    return "/app/purposes/" + newsletter().id() + "/wordings/de/email";
  }

  private List<Wording> versions() {
    return server
        .bean(Wordings.class)
        .history(tenant, newsletter().id(), Language.DE, Channel.EMAIL);
  }

  private Form form() {
    return server.bean(Forms.class).all(tenant).stream()
        .filter(form -> form.language() == Language.DE)
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("Those who read see purposes and wording, and no button; only editors change")
  void roles() {
    for (Role role : List.of(Role.AUDITOR, Role.STAFF)) {
      TestBrowser browser = signedIn(role);
      var list = browser.get("/app/purposes");
      assertThat(list.status()).isEqualTo(200);
      assertThat(list.body()).contains("Newsletter", "vorhanden").doesNotContain("Neuer Zweck");
      assertThat(browser.get("/app/purposes/" + newsletter().id()).body())
          .contains(FIRM, "Version", "Einwilligung, Art. 6")
          .doesNotContain("Archivieren", "/edit");
      assertThat(browser.get(newsletterWording()).body())
          .contains("Alle Versionen", "Standardtext")
          .doesNotContain("<textarea");
      assertThat(browser.get("/app/purposes/new").status()).isEqualTo(403);
      assertThat(browser.post("/app/purposes", Map.of("german", "x")).status()).isEqualTo(403);
      assertThat(browser.post(newsletterWording(), Map.of("text", "x")).status()).isEqualTo(403);
    }
    assertThat(signedIn(Role.EDITOR).get("/app/purposes").body()).contains("Neuer Zweck");
    assertThat(signedIn(Role.OWNER).get("/app/purposes/" + UUID.randomUUID()).status())
        .isEqualTo(404);
  }

  @Test
  @DisplayName(
      "S4-03 A new purpose: wrong input keeps what was typed, then it waits for its wording")
  void create() {
    TestBrowser editor = signedIn(Role.EDITOR);
    editor.get("/app/purposes/new");
    var wrong =
        editor.post(
            "/app/purposes",
            Map.of("german", "", "english", "Birthday offers!", "validityMonths", "ewig"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body())
        .contains(
            "Birthday offers!", "value=\"ewig\"", "Zahl von 1 bis 120", "mindestens einen Weg")
        .contains("href=\"#german\"");
    var fields =
        Map.of(
            "german", "Geburtstagsangebote",
            "english", "Birthday offers!",
            "channels", List.of("EMAIL", "SMS", "CALLS"),
            "validityMonths", "24",
            "expiry", "BLOCK",
            "legalBasis", "CONSENT",
            "jurisdiction", "AT");
    String made = editor.post("/app/purposes", fields).location();
    String page = editor.get(made).body();
    assertThat(page)
        .contains("Geburtstagsangebote", "<code>birthday-offers</code>", "E-Mail, SMS, Werbeanrufe")
        .contains("24 Monate, dann Sperre", "Österreich", "Noch kein Wortlaut", "keines");
    assertThat(editor.get("/app/purposes").body().split("fehlt noch")).hasSize(2);
    assertThat(editor.get("/app/purposes").body().split("vorhanden")).hasSize(2);
    var again = editor.post("/app/purposes", fields);
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.body()).contains("schon einen Zweck mit dem Namen birthday-offers");
    var changed =
        Map.of("german", "Geburtstag", "english", "Birthday", "channels", List.of("EMAIL"));
    assertThat(editor.post(made, changed).status()).isEqualTo(302);
    assertThat(editor.get(made).body()).contains("unbegrenzt", "<code>birthday-offers</code>");
    assertThat(editor.post(made, Map.of("german", "x")).status()).isEqualTo(422);
    assertThat(editor.post(made + "/archive", Map.of()).status()).isEqualTo(302);
    assertThat(editor.get(made).body()).contains("nicht mehr gefragt", "Wieder verwenden");
    editor.post(made + "/restore", Map.of());
    assertThat(editor.get(made).body()).contains("Archivieren");
  }

  @Test
  @DisplayName("A purpose that a form asks for is not archived")
  void asked() {
    TestBrowser owner = signedIn(Role.OWNER);
    String page = "/app/purposes/" + newsletter().id();
    owner.get(page);
    owner.post(page + "/archive", Map.of());
    assertThat(newsletter().open()).isTrue();
    assertThat(owner.get("/app/purposes").body()).contains("Ein Formular fragt noch danach");
  }

  @Test
  @DisplayName("A new version is looked at first, names what it lacks, and is never edited after")
  void wording() {
    TestBrowser editor = signedIn(Role.EDITOR);
    int before = versions().size();
    String seen = "" + versions().getFirst().version();
    assertThat(editor.get(newsletterWording()).body()).contains("<textarea", "wird gezeigt");
    var empty = editor.post(newsletterWording(), Map.of("text", " ", "seen", seen));
    assertThat(empty.status()).isEqualTo(422);
    var long_ = editor.post(newsletterWording(), Map.of("text", "x".repeat(2_001), "seen", seen));
    assertThat(long_.status()).isEqualTo(422);
    var preview =
        editor.post(
            newsletterWording(),
            Map.of("text", "Ich möchte Neuigkeiten lesen.", "seen", seen, "step", "preview"));
    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.body())
        .contains("<del>", "<ins>", "nennt " + FIRM + " nicht", form().name(), "Veröffentlichen");
    assertThat(versions()).hasSize(before);
    var done =
        editor.post(newsletterWording(), Map.of("text", OWN, "seen", seen, "step", "publish"));
    assertThat(done.status()).isEqualTo(302);
    assertThat(editor.get(newsletterWording()).body())
        .contains(OWN, "geschrieben von EDITOR", "Version " + (before + 1))
        .doesNotContain("nennt " + FIRM + " nicht");
    assertThat(editor.get(newsletterWording()).body().split("wird gezeigt")).hasSize(2);
    // Somebody else had the earlier one before them.
    var late =
        editor.post(
            newsletterWording(), Map.of("text", OWN + " Gern.", "seen", seen, "step", "publish"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body()).contains(OWN + " Gern.", "Inzwischen hat jemand Version");
    assertThat(versions()).hasSize(before + 1);
  }

  @Test
  @DisplayName("Law 15: what is stored is the version that was shown, also when it was superseded")
  void shown() {
    TestBrowser visitor = server.browser();
    String address = "/f/" + form().key();
    String old = form().definition().boxes().getFirst().text();
    int oldVersion = form().version().version();
    String stamp = stamp(visitor.get(address).body());
    publish();
    assertThat(form().version().version()).isEqualTo(oldVersion + 1);
    String fresh = stamp(visitor.get(address).body());
    assertThat(visitor.get(address).body()).contains(OWN);
    server.clock().tick(Duration.ofSeconds(10));
    signUp(visitor, address, "alt@example.org", stamp);
    signUp(visitor, address, "neu@example.org", fresh);
    signUp(visitor, address, "fremd@example.org", "");
    assertThat(stored("alt@example.org")).isEqualTo(oldVersion + " " + old);
    assertThat(stored("neu@example.org")).isEqualTo((oldVersion + 1) + " " + OWN);
    assertThat(stored("fremd@example.org")).isEqualTo((oldVersion + 1) + " " + OWN);
  }

  private void publish() {
    String seen = "" + versions().getFirst().version();
    TestBrowser owner = signedIn(Role.OWNER);
    owner.get(newsletterWording());
    assertThat(
            owner
                .post(newsletterWording(), Map.of("text", OWN, "seen", seen, "step", "publish"))
                .status())
        .isEqualTo(302);
  }

  private static String stamp(String page) {
    var stamp = Pattern.compile("name=\"shownAt\" value=\"([^\"]+)\"").matcher(page);
    assertThat(stamp.find()).as("%s is found", stamp.pattern()).isTrue();
    return stamp.group(1);
  }

  private void signUp(TestBrowser visitor, String form, String address, String stamp) {
    var answer =
        visitor.postBare(
            form, Map.of("email", address, "newsletter", "on", "privacy", "on", "shownAt", stamp));
    assertThat(answer.status()).isEqualTo(303);
  }

  private String stored(String address) {
    return server
        .bean(Database.class)
        .read(
            tenant,
            connection ->
                server
                    .bean(JdbcClient.class)
                    .sql(
                        """
                        SELECT e.form_version || ' ' || w.text
                        FROM contact_point p
                        JOIN consent_event e ON e.contact_point_id = p.id AND e.type = 'SIGNED_UP'
                        JOIN consent_evidence v ON v.event_id = e.id
                        JOIN wording w ON w.id::text = v.content -> 'boxes' -> 0 ->> 'wording'
                          AND w.text = v.content -> 'boxes' -> 0 ->> 'text'
                        WHERE p.address = ?
                        """)
                    .param(address)
                    .query(String.class)
                    .single());
  }

  @Test
  @DisplayName("A new name of the firm renews the standard wording, never one that staff wrote")
  void renamed() {
    assertThat(versions().getFirst().text()).contains(FIRM);
    rename("Salon Mondschein");
    assertThat(versions().getFirst().text()).contains("Salon Mondschein");
    assertThat(form().definition().boxes().getFirst().text()).contains("Salon Mondschein");
    rename(FIRM);
    publish();
    int version = form().version().version();
    rename("Salon Mondschein");
    assertThat(versions().getFirst().text()).isEqualTo(OWN);
    assertThat(form().definition().boxes().getFirst().text()).isEqualTo(OWN);
    assertThat(form().version().version()).isEqualTo(version + 1);
    assertThat(signedIn(Role.OWNER).get("/app/purposes/" + newsletter().id()).body())
        .contains("nennt Salon Mondschein nicht");
  }
}

package org.jawort.desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jawort.Await;
import org.jawort.TestBrowser;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.History;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.StatedBasis;
import org.jawort.contact.ContactPointId;
import org.jawort.delivery.MessageId;
import org.jawort.optin.OptIns;
import org.jawort.optin.Visit;
import org.jawort.platform.TenantId;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.Role;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskTest {
  private static final Pattern TOKEN = Pattern.compile("/[cru]/[A-Za-z0-9_-]{16,}");

  private DeskServer desk;

  @BeforeAll
  void start() {
    desk = new DeskServer();
    // Nothing has happened yet: the pages say what to do next.
    TestBrowser owner = desk.owner();
    assertThat(owner.get("/app").body())
        .contains("Noch hat sich niemand angemeldet", "/f/" + desk.form().key(), "/mailbox");
    assertThat(owner.get("/app/contacts").body()).contains("Noch keine Kontakte", "/app/forms");
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  @Test
  @DisplayName("S1-02 The record tells the way of a sign-up with its evidence, word for word")
  void tellsTheWay() {
    UUID contact = desk.signUp("Weg@example.org", "Wanda", "Weg");
    TestBrowser owner = desk.owner();
    String path = "/app/contacts/" + contact;
    assertThat(owner.get(path).body())
        .contains(
            "Wanda Weg",
            "Double-Opt-In angestoßen",
            "Neu, noch nicht bestätigt",
            "Werbung nicht erlaubt.",
            "durch den Empfänger selbst",
            "192.0.2.0/24",
            desk.form().definition().boxes().getFirst().text());
    UUID message = sent(contact);
    var visit = new Visit("192.0.2.0/24", "Browser/2");
    OptIns optIns = desk.server.bean(OptIns.class);
    optIns.noteFetch(desk.tenant(), new MessageId(message), "CONFIRM", visit);
    optIns.confirm(desk.tenant(), new MessageId(message), visit);
    assertThat(owner.get(path).body())
        .contains(
            "Double-Opt-In-Kampagne versandt",
            "Double-Opt-In bestätigt",
            "Werbung erlaubt.",
            "vom Mailserver angenommen",
            "Link 1 × abgerufen – zählt nicht als Einwilligung",
            path + "/messages/" + message);
    assertThat(owner.get("/app").body())
        .contains("Hat die Anmeldung bestätigt", "Wanda Weg", "role=\"img\"", "Als Tabelle");
  }

  private UUID sent(UUID contact) {
    desk.server.clock().tick(Duration.ofSeconds(1));
    String content =
        """
        SELECT count(*) FROM message_content c JOIN message m ON m.id = c.message_id
        JOIN contact_point p ON p.id = m.contact_point_id WHERE p.contact_id = :contact
        """;
    Await.until(
        "the mail is composed",
        () ->
            desk.ask("SELECT lpad((" + content + ")::text, 32, '0')::uuid", "contact", contact)
                    .getLeastSignificantBits()
                > 0);
    return desk.ask(
        "SELECT m.id FROM message m JOIN contact_point p ON p.id = m.contact_point_id"
            + " WHERE p.contact_id = :contact",
        "contact",
        contact);
  }

  @Test
  @DisplayName("S1-02 Staff see how a mail looked, but cannot answer it in the recipient's name")
  void showsTheMail() {
    UUID contact = desk.signUp("mail@example.org", "Mia", "Mail");
    UUID message = sent(contact);
    TestBrowser owner = desk.owner();
    String path = "/app/contacts/" + contact + "/messages/" + message;
    var page = owner.get(path);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("mail@example.org", "List-Unsubscribe", path + "/html");
    var framed = owner.get(path + "/html");
    assertThat(framed.body()).contains("<html").contains("/c/…");
    assertThat(framed.header("Content-Security-Policy"))
        .contains("sandbox", "default-src 'none'", "frame-ancestors 'self'")
        .doesNotContain("allow-");
    assertThat(TOKEN.matcher(page.body() + framed.body()).results().map(MatchResult::group))
        .isEmpty();
    UUID other = desk.signUp("not-mail@example.org", "Nora", "Not");
    assertThat(owner.get("/app/contacts/" + other + "/messages/" + message).status())
        .isEqualTo(404);
  }

  @Test
  @DisplayName("S1-05 A contact that does not exist and one of another tenant are the same nothing")
  void unknown() {
    TenantId first = desk.tenant();
    TenantId other =
        desk.server
            .bean(Tenants.class)
            .create(new NewTenant(desk.server.bean(Tenants.class).find(first).profile(), true));
    UUID foreign = desk.create(other, "fremd@example.org", "Fritz", "Fremd");
    TestBrowser owner = desk.owner();
    for (String id : new String[] {foreign.toString(), UUID.randomUUID().toString()}) {
      var page = owner.get("/app/contacts/" + id);
      assertThat(page.status()).isEqualTo(404);
      assertThat(page.body()).contains("Diesen Kontakt gibt es nicht", "/app/contacts");
    }
    assertThat(owner.get("/app/contacts/nonsense").status()).isEqualTo(404);
    assertThat(owner.get("/app/contacts?q=fremd").body()).contains("Nichts gefunden");
  }

  @Test
  @DisplayName("S1-05 Master data are edited in place; a wrong field is named, input is kept")
  void edits() {
    UUID contact = desk.create(desk.tenant(), "edit@example.org", "Eva", "Edit");
    TestBrowser owner = desk.owner();
    var form = owner.get("/app/contacts/" + contact + "?edit=true").body();
    var wrong =
        owner.post("/app/contacts/" + contact, fields(form, "Evi", "x".repeat(201), "CUSTOMER"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("value=\"Evi\"", "höchstens 200 Zeichen", "#lastName");
    var saved = owner.post("/app/contacts/" + contact, fields(form, "Evi", "Neu", "SUPPLIER"));
    assertThat(saved.location()).endsWith("/app/contacts/" + contact);
    assertThat(owner.get("/app/contacts/" + contact).body())
        .contains("Die Stammdaten sind gespeichert.", "Evi Neu", "Lieferant");
  }

  @Test
  @DisplayName("S1-05 Edited by two at once, the later one sees the new values and their own")
  void overtaken() {
    UUID contact = desk.create(desk.tenant(), "zwei@example.org", "Zoe", "Zwei");
    String path = "/app/contacts/" + contact;
    TestBrowser owner = desk.owner();
    TestBrowser staff = desk.signedIn(Role.STAFF);
    String form = owner.get(path + "?edit=true").body();
    String same = staff.get(path + "?edit=true").body();
    desk.server.clock().tick(Duration.ofSeconds(1));
    assertThat(staff.post(path, fields(same, "Zora", "Zwei", "CUSTOMER")).status()).isEqualTo(302);
    var late = owner.post(path, fields(form, "Zoé", "Drei", "CUSTOMER"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body()).contains("Jemand war schneller", "Zoé", "Drei", "value=\"Zora\"");
    var again = owner.post(path, fields(late.body(), "Zoé", "Drei", "CUSTOMER"));
    assertThat(again.status()).isEqualTo(302);
  }

  private static Map<String, String> fields(
      String form, String firstName, String lastName, String kind) {
    var asOf = Pattern.compile("name=\"asOf\" value=\"([^\"]+)\"").matcher(form);
    assertThat(asOf.find()).as("%s is found", asOf.pattern()).isTrue();
    return Map.of(
        "asOf",
        asOf.group(1),
        "kind",
        kind,
        "firstName",
        firstName,
        "lastName",
        lastName,
        "company",
        "",
        "language",
        "de");
  }

  @Test
  @DisplayName("S1-16 The process is triggered by a button, only while the status is unknown")
  void asks() {
    UUID contact = desk.create(desk.tenant(), "frag@example.org", "Franz", "Frag");
    TestBrowser staff = desk.signedIn(Role.STAFF);
    String path = "/app/contacts/" + contact;
    assertThat(staff.get(path).body()).contains("Double-Opt-In anstoßen");
    Map<String, String> asking =
        Map.of("point", desk.pointOf(contact).toString(), "purpose", "newsletter");
    String dialog = "/app/contact-points/" + desk.pointOf(contact) + "/opt-in/new";
    assertThat(staff.get(dialog + "?purpose=newsletter").body())
        .contains("Warum darf die Person gefragt werden?", "Gekaufte oder gemietete Adresse")
        .doesNotContain("checked");
    refusesWithoutBasis(staff, path, asking);
    var asked = with(asking, "basis", "OWN_REQUEST", "basisNote", "Rief an", "askedAt", LONG_AGO);
    assertThat(staff.post(path + "/opt-in", asked).status()).isEqualTo(302);
    HistoryEntry entry =
        desk.server
            .bean(History.class)
            .of(desk.tenant(), new ContactPointId(desk.pointOf(contact)))
            .getFirst();
    assertThat(entry.evidence().asking())
        .isEqualTo(
            StatedBasis.of(
                AskingBasis.OWN_REQUEST, "Rief an", Instant.parse("2020-05-01T08:15:00Z")));
    assertThat(staff.get(path).body())
        .contains("Double-Opt-In angestoßen", "durch STAFF aus Ihrem Team")
        .contains("Grundlage der Anfrage", "Eigener Wunsch per Telefon oder Mail", "Rief an")
        .doesNotContain("Double-Opt-In anstoßen");
    staff.post(path + "/opt-in", asking);
    assertThat(staff.get(path).body()).contains("Es wurde nichts versandt.");
    assertThat(staff.get(dialog + "?purpose=newsletter").status()).isEqualTo(409);
  }

  private static final String LONG_AGO = "2020-05-01T10:15";

  private void refusesWithoutBasis(TestBrowser staff, String path, Map<String, String> asking) {
    refuses(staff, path, asking, "Bitte wählen Sie, warum");
    refuses(staff, path, with(asking, "basis", "GIVEN_CONSENT"), "darf niemand gefragt werden");
    var bought = with(asking, "basis", "BOUGHT_ADDRESS", "basisNote", "Liste von 2019 <b>");
    refuses(staff, path, bought, "Der Verkäufer kann nicht für die Person einwilligen");
    assertThat(staff.post(path + "/opt-in", bought).body())
        .contains("Liste von 2019 &lt;b&gt;")
        .containsPattern("value=\"BOUGHT_ADDRESS\"[^>]*checked");
    refuses(staff, path, with(asking, "basis", "BOOKING"), "wann das war");
    refuses(
        staff, path, with(asking, "basis", "EXISTING_CUSTOMER"), "sagt diese Grundlage zu wenig");
    var future = with(asking, "basis", "BOOKING", "askedAt", "2120-01-01T00:00");
    refuses(staff, path, future, "liegt in der Zukunft");
    refuses(
        staff, path, with(asking, "basis", "BOOKING", "askedAt", "gestern"), "href=\"#askedAt\"");
  }

  private void refuses(TestBrowser staff, String path, Map<String, String> form, String why) {
    var answer = staff.post(path + "/opt-in", form);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains(why).doesNotContain("??");
  }

  private static Map<String, String> with(Map<String, String> form, String... more) {
    var all = new HashMap<>(form);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  @Test
  @DisplayName("S1-20 An auditor reads everything and changes nothing")
  void auditor() {
    UUID contact = desk.create(desk.tenant(), "audit@example.org", "Anton", "Audit");
    String path = "/app/contacts/" + contact;
    TestBrowser auditor = desk.signedIn(Role.AUDITOR);
    var page = auditor.get(path + "?edit=true");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("Bearbeiten", "Double-Opt-In anstoßen", "asOf");
    assertThat(auditor.post(path, Map.of("firstName", "X")).status()).isEqualTo(403);
    assertThat(auditor.post(path + "/opt-in", Map.of()).status()).isEqualTo(403);
    assertThat(desk.server.browser().get(path).location()).startsWith("/login");
  }

  @Test
  @DisplayName("S1-12 Forms are listed and looked at")
  void forms() {
    TestBrowser owner = desk.owner();
    String address = desk.server.url() + "/f/" + desk.form().key();
    assertThat(owner.get("/app/forms").body())
        .contains(address, desk.form().name())
        .doesNotContain("Noch ist kein Formular online");
    assertThat(owner.get("/app/forms/" + desk.form().id()).body())
        .contains(
            address,
            desk.form().definition().boxes().getFirst().text(),
            desk.form().definition().thanks());
    assertThat(owner.get("/app/forms/" + UUID.randomUUID()).status()).isEqualTo(404);
  }
}

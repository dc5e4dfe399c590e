package org.jawort.desk.web.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jawort.FailureWords;
import org.jawort.TestBrowser;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPoint;
import org.jawort.contact.Contacts;
import org.jawort.desk.web.DeskServer;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Entering, finding and merging contacts of three kinds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleTest {
  private DeskServer desk;

  @BeforeAll
  void start() {
    desk = new DeskServer();
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private static Map<String, String> entered(
      String kind, String first, String last, String emails, String mobiles) {
    return Map.of(
        "kind",
        kind,
        "firstName",
        first,
        "lastName",
        last,
        "company",
        "",
        "language",
        "de",
        "emails",
        emails,
        "mobiles",
        mobiles);
  }

  private UUID enter(TestBrowser staff, Map<String, String> fields) {
    staff.get("/app/contacts/new");
    var page = staff.post("/app/contacts/new", fields);
    assertThat(page.status()).as(FailureWords.of(page.body())).isEqualTo(302);
    return UUID.fromString(page.location().substring(page.location().lastIndexOf('/') + 1));
  }

  private ContactCard card(UUID id) {
    return desk.server.bean(Contacts.class).find(desk.tenant(), new ContactId(id)).orElseThrow();
  }

  @Test
  @DisplayName("S2-07 A contact with several addresses and national numbers, found again by each")
  void enters() {
    TestBrowser staff = desk.signedIn(Role.STAFF);
    UUID id =
        enter(
            staff,
            entered(
                "SUPPLIER",
                "Lena",
                "Liefer",
                "lena@liefer.example\nbuero@liefer.example",
                "0151 2345 6789\n+43 664 1234567"));
    assertThat(card(id).points())
        .extracting(ContactPoint::address)
        .containsExactlyInAnyOrder(
            "lena@liefer.example", "buero@liefer.example", "+4915123456789", "+436641234567");
    assertThat(staff.get("/app/contacts/" + id).body())
        .contains("Der Kontakt ist angelegt.", "Lieferantenblatt", "+49 1512 3456789");
    // It is said once.
    assertThat(staff.get("/app/contacts/" + id).body()).doesNotContain("Der Kontakt ist angelegt.");
    for (String typed : new String[] {"0151 23456", "%2B49 1512 3456", "0151/2345", "buero%40l"}) {
      assertThat(staff.get("/app/contacts?q=" + typed.replace(" ", "%20")).body())
          .as(typed)
          .contains("Lena Liefer");
    }
  }

  @Test
  @DisplayName("S2-07 A list for each kind")
  void kinds() {
    TestBrowser staff = desk.signedIn(Role.STAFF);
    enter(staff, entered("CUSTOMER", "Karla", "Kind", "karla@kind.example", ""));
    enter(staff, entered("SUPPLIER", "Sven", "Kind", "sven@kind.example", ""));
    enter(staff, entered("OTHER", "Otto", "Kind", "otto@kind.example", ""));
    String all = "/app/contacts?q=Kind";
    assertThat(staff.get(all).body()).contains("Karla Kind", "Sven Kind", "Otto Kind");
    for (String filter : new String[] {"q=Kind&kind=SUPPLIER", "kind=SUPPLIER"}) {
      assertThat(staff.get("/app/contacts?" + filter).body())
          .contains("Sven Kind", "aria-current=\"page\">Lieferanten")
          .doesNotContain("Karla Kind", "Otto Kind");
    }
    assertThat(staff.get("/app/contacts?kind=OTHER&status=UNKNOWN&block=NONE").body())
        .contains("Otto Kind")
        .doesNotContain("Karla Kind");
    assertThat(staff.get("/app/contacts?kind=OTHER&status=CONFIRMED&block=NONE").body())
        .doesNotContain("Otto Kind");
    assertThat(staff.get("/app/contacts?kind=nonsense").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("S2-07 What cannot be an address is named, and what was typed is kept")
  void wrong() {
    TestBrowser staff = desk.signedIn(Role.STAFF);
    staff.get("/app/contacts/new");
    var landline =
        staff.post("/app/contacts/new", entered("CUSTOMER", "Wanda", "Falsch", "", "030 12345678"));
    assertThat(landline.status()).isEqualTo(422);
    assertThat(landline.body())
        .contains("„030 12345678“ ist keine Mobilnummer und kann keine SMS empfangen.", "Wanda");
    assertThat(
            staff
                .post("/app/contacts/new", entered("CUSTOMER", "Wanda", "Falsch", "wanda", ""))
                .body())
        .contains("In „wanda“ fehlt das @");
    assertThat(staff.post("/app/contacts/new", entered("CUSTOMER", "W", "F", "", "")).body())
        .contains("mindestens eine E-Mail-Adresse oder Mobilnummer");
    UUID owner = enter(staff, entered("CUSTOMER", "Wer", "Zuerst", "da@da.example", ""));
    var known =
        staff.post("/app/contacts/new", entered("CUSTOMER", "Wer", "Zweiter", "da@DA.example", ""));
    assertThat(known.status()).isEqualTo(422);
    assertThat(known.body()).contains("gehört schon zu einem Kontakt", "/app/contacts/" + owner);
    assertThat(desk.signedIn(Role.AUDITOR).get("/app/contacts/new").status()).isEqualTo(403);
  }

  @Test
  @DisplayName("S2-07 One more address; one without history goes again, the last one does not")
  void points() {
    TestBrowser staff = desk.signedIn(Role.STAFF);
    UUID id = enter(staff, entered("CUSTOMER", "Paul", "Punkt", "paul@punkt.example", ""));
    String contact = "/app/contacts/" + id;
    staff.get(contact + "/points/new");
    assertThat(staff.post(contact + "/points/new", Map.of("address", "0151 98765432")).status())
        .isEqualTo(302);
    assertThat(staff.post(contact + "/points/new", Map.of("address", "nonsense")).status())
        .isEqualTo(422);
    ContactPoint added = card(id).points().getLast();
    assertThat(added.address()).isEqualTo("+4915198765432");
    staff.get(contact);
    staff.post(contact + "/points/" + added.id() + "/remove", Map.of());
    assertThat(card(id).points()).hasSize(1);
    assertThat(staff.get(contact).body()).contains("Entfernt.");
    String last = contact + "/points/" + card(id).points().getFirst().id() + "/remove";
    assertThat(staff.post(last, Map.of()).location()).endsWith(contact);
    assertThat(staff.get(contact).body()).contains("der einzige Kontaktweg");
    TestBrowser owner = desk.owner();
    owner.get(contact);
    assertThat(owner.post(last, Map.of()).location()).endsWith(contact + "/erase");
    assertThat(card(id).points()).hasSize(1);
  }

  @Test
  @DisplayName("S2-07 Merging: a choice per field, both histories stay, who and when is shown")
  void merges() {
    UUID signedUp = desk.signUp("doppel@eins.example", "Dora", "Doppel");
    TestBrowser staff = desk.signedIn(Role.STAFF);
    UUID entered = enter(staff, entered("CUSTOMER", "Dora", "Doppel", "doppel@zwei.example", ""));
    assertThat(staff.get("/app/contacts/duplicates").body())
        .contains("Dora Doppel", "/app/contacts/" + signedUp + "/merge?with=" + entered);
    assertThat(staff.get("/app/contacts/" + entered).body()).contains("Vielleicht dieselbe Person");
    String merge = "/app/contacts/" + signedUp + "/merge";
    String page = staff.get(merge + "?with=" + entered).body();
    assertThat(page).contains("doppel@eins.example", "doppel@zwei.example", "name=\"kind\"");
    desk.server.clock().tick(Duration.ofMinutes(3));
    assertThat(staff.post(merge, choice(page, entered, "other")).location())
        .endsWith("/app/contacts/" + signedUp);
    ContactCard one = card(signedUp);
    assertThat(one.points()).hasSize(2);
    assertThat(one.contact().kind().name()).isEqualTo("CUSTOMER");
    assertThat(one.contact().origin().name()).isEqualTo("STAFF");
    assertThat(staff.get("/app/contacts/" + signedUp).body())
        .contains(
            "Zusammengeführt mit „Dora Doppel“ durch STAFF",
            "Hat sich angemeldet",
            "doppel@zwei.example");
    // An old link leads on, and says why.
    assertThat(staff.get("/app/contacts/" + entered).location())
        .endsWith("/app/contacts/" + signedUp);
    assertThat(staff.get("/app/contacts/" + signedUp).body())
        .contains("mit diesem zusammengeführt");
    // Whoever had the page open before sees what happened.
    assertThat(desk.owner().get(merge + "?with=" + entered).location())
        .endsWith("/app/contacts/" + signedUp);
  }

  private static Map<String, String> choice(String page, UUID other, String kind) {
    return Map.of(
        "with", other.toString(),
        "asOf", value(page, "asOf"),
        "withAsOf", value(page, "withAsOf"),
        "kind", kind);
  }

  static String value(String page, String name) {
    var found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(page);
    assertThat(found.find()).as(name).isTrue();
    return found.group(1);
  }

  @Test
  @DisplayName("S2-07 Of two who merge or edit at once the later one sees what happened")
  void mergesAtOnce() {
    TestBrowser staff = desk.signedIn(Role.STAFF);
    UUID one = enter(staff, entered("CUSTOMER", "Mara", "Eilig", "mara@eins.example", ""));
    UUID two = enter(staff, entered("OTHER", "Mara", "Eilig", "mara@zwei.example", ""));
    TestBrowser owner = desk.owner();
    String merge = "/app/contacts/" + one + "/merge";
    String shown = owner.get(merge + "?with=" + two).body();
    desk.server.clock().tick(Duration.ofSeconds(2));
    String form = staff.get("/app/contacts/" + two + "?edit=true").body();
    staff.post(
        "/app/contacts/" + two,
        Map.of(
            "asOf",
            value(form, "asOf"),
            "kind",
            "OTHER",
            "firstName",
            "Marah",
            "lastName",
            "Eilig",
            "company",
            "",
            "language",
            "de"));
    var late = owner.post(merge, choice(shown, two, "this"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body()).contains("Jemand war schneller", "Marah");
    assertThat(owner.post(merge, choice(late.body(), two, "this")).status()).isEqualTo(302);
    // And the other way round, by somebody who still has the page.
    var gone = staff.post("/app/contacts/" + two + "/merge", choice(late.body(), one, "this"));
    assertThat(gone.location()).endsWith("/app/contacts/" + one);
    assertThat(staff.get("/app/contacts/" + one).body()).contains("Jemand war schneller");
    assertThat(staff.get(merge + "?with=" + one).status()).isEqualTo(404);
    assertThat(staff.get(merge + "?with=" + UUID.randomUUID()).status()).isEqualTo(404);
  }
}

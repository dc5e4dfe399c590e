package org.jawort.desk.web.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.FailureWords;
import org.jawort.TestBrowser;
import org.jawort.contact.ContactErasure;
import org.jawort.contact.ContactId;
import org.jawort.contact.merge.DistinctContacts;
import org.jawort.contact.merge.Duplicates;
import org.jawort.desk.web.DeskServer;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.Role;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Contacts that look like duplicates and are none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DistinctTest {
  private static final String DUPLICATES = "/app/contacts/duplicates";
  private static final String MARKED = DUPLICATES + "/distinct";

  private DeskServer desk;

  @BeforeAll
  void start() {
    desk = new DeskServer();
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private UUID create(String address, String last) {
    return desk.create(desk.tenant(), address, "Anna", last);
  }

  private static TestBrowser.Page post(TestBrowser staff, UUID one, UUID other, String more) {
    staff.get(DUPLICATES);
    return staff.post(
        "/app/contacts/" + one + "/distinct" + more, Map.of("with", other.toString()));
  }

  private List<List<UUID>> groups(String last) {
    return desk.server.bean(Duplicates.class).groups(desk.tenant()).stream()
        .map(Duplicates.Group::cards)
        .filter(cards -> last.equals(cards.getFirst().contact().lastName()))
        .map(cards -> cards.stream().map(card -> card.contact().id().value()).toList())
        .toList();
  }

  @Test
  @DisplayName("S2-07 A pair that is none leaves the list, is listed, and comes back when undone")
  void marks() {
    TestBrowser staff = desk.signedIn(Role.STAFF);
    UUID one = create("anna@zwei.example", "Zwei");
    UUID other = create("anna2@zwei.example", "Zwei");
    assertThat(staff.get(DUPLICATES).body()).contains("Anna Zwei");
    assertThat(staff.get("/app/contacts/" + other).body()).contains("Vielleicht dieselbe Person");
    assertThat(post(staff, one, other, "").location()).endsWith(DUPLICATES);
    assertThat(staff.get(DUPLICATES).body()).contains("Gemerkt").doesNotContain("Anna Zwei");
    for (UUID each : List.of(one, other)) {
      assertThat(staff.get("/app/contacts/" + each).body())
          .doesNotContain("Vielleicht dieselbe Person");
    }
    // Twice, and from the other side, it is the same.
    post(staff, other, one, "");
    assertThat(staff.get(MARKED).body())
        .containsOnlyOnce("/app/contacts/" + one + "/distinct/undo")
        .contains("anna@zwei.example", "anna2@zwei.example", "durch STAFF");
    assertThat(desk.signedIn(Role.AUDITOR).get(MARKED).body())
        .contains("anna@zwei.example")
        .doesNotContain("/distinct/undo");
    assertThat(post(desk.signedIn(Role.AUDITOR), one, other, "/undo").status()).isEqualTo(403);
    assertThat(post(staff, other, one, "/undo").location()).endsWith(MARKED);
    assertThat(staff.get(MARKED).body()).doesNotContain("anna@zwei.example");
    assertThat(staff.get(DUPLICATES).body()).contains("Anna Zwei");
  }

  @Test
  @DisplayName("S2-07 Of three, each pair is looked at by itself")
  void three() {
    TestBrowser staff = desk.signedIn(Role.STAFF);
    UUID first = create("anna@drei.example", "Drei");
    UUID second = create("anna2@drei.example", "Drei");
    UUID third = create("anna3@drei.example", "Drei");
    post(staff, first, second, "");
    assertThat(groups("Drei")).containsExactly(List.of(first, second, third));
    assertThat(staff.get(DUPLICATES).body())
        .contains("Nicht dieselben wie in der ersten Zeile")
        .doesNotContain("/merge?with=" + second)
        .contains("/merge?with=" + third);
    // The first is done with; the other two are still to be looked at.
    post(staff, first, third, "");
    assertThat(groups("Drei")).containsExactly(List.of(second, third));
    post(staff, second, third, "");
    assertThat(groups("Drei")).isEmpty();
    // A fourth may be any of them.
    UUID fourth = create("anna4@drei.example", "Drei");
    assertThat(groups("Drei")).containsExactly(List.of(first, second, third, fourth));
  }

  @Test
  @DisplayName("S2-07 Firms are marked like people")
  void firms() {
    TestBrowser staff = desk.signedIn(Role.STAFF);
    for (String address : List.of("post@f1.example", "post@f2.example")) {
      staff.get("/app/contacts/new");
      staff.post(
          "/app/contacts/new",
          Map.of(
              "kind", "SUPPLIER", "company", "Doppel GmbH", "language", "de", "emails", address));
    }
    assertThat(staff.get(DUPLICATES).body()).contains("Doppel GmbH");
    post(staff, desk.contactOf("post@f1.example"), desk.contactOf("post@f2.example"), "");
    assertThat(staff.get(DUPLICATES).body()).doesNotContain("Doppel GmbH");
  }

  @Test
  @DisplayName("S2-07 Merging or erasing one of them clears what was said of it")
  void cleared() {
    TestBrowser staff = desk.signedIn(Role.STAFF);
    UUID one = create("anna@weg.example", "Weg");
    UUID other = create("anna2@weg.example", "Weg");
    UUID third = create("anna3@weg.example", "Weg");
    post(staff, one, other, "");
    post(staff, one, third, "");
    String page = staff.get("/app/contacts/" + one + "/merge?with=" + other).body();
    var merged =
        staff.post(
            "/app/contacts/" + one + "/merge",
            Map.of(
                "with", other.toString(),
                "asOf", PeopleTest.value(page, "asOf"),
                "withAsOf", PeopleTest.value(page, "withAsOf")));
    assertThat(merged.status()).isEqualTo(302);
    assertThat(staff.get(MARKED).body()).doesNotContain("@weg.example");
    assertThat(groups("Weg")).containsExactly(List.of(one, third));
    post(staff, one, third, "");
    assertThat(staff.get(MARKED).body()).contains("anna3@weg.example");
    desk.server
        .bean(Database.class)
        .write(
            desk.tenant(),
            connection -> {
              desk.server
                  .bean(ContactErasure.class)
                  .erase(connection, desk.tenant(), List.of(new ContactId(third)));
              return true;
            });
    assertThat(staff.get(MARKED).body()).doesNotContain("@weg.example");
  }

  @Test
  @DisplayName("S1-20 Nobody marks what another tenant has, or what is not there")
  void fenced() {
    TestBrowser staff = desk.signedIn(Role.STAFF);
    Tenants tenants = desk.server.bean(Tenants.class);
    TenantId stranger = tenants.create(new NewTenant(tenants.find(desk.tenant()).profile(), true));
    UUID ours = create("anna@wir.example", "Wir");
    UUID theirs = desk.create(stranger, "anna@fremd.example", "Anna", "Wir");
    assertThat(post(staff, ours, theirs, "").status()).isEqualTo(404);
    assertThat(post(staff, ours, ours, "").status()).isEqualTo(404);
    assertThat(post(staff, ours, UUID.randomUUID(), "").status()).isEqualTo(404);
    DistinctContacts distinct = desk.server.bean(DistinctContacts.class);
    UUID theirOther = desk.create(stranger, "anna2@fremd.example", "Anna", "Wir");
    distinct.mark(stranger, new ContactId(theirs), new ContactId(theirOther), Actor.PROCESS);
    assertThat(post(staff, theirs, theirOther, "/undo").status()).isEqualTo(302);
    assertThat(distinct.marked(stranger, 0)).hasSize(1);
    assertThat(staff.get(MARKED + "?page=99999").status()).isEqualTo(200);
    assertThat(staff.get(MARKED + "?page=-1").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("S2-07 The tenant's country is chosen in the settings, and national numbers are its")
  void country() {
    TestBrowser owner = desk.owner();
    String form = owner.get("/app/settings").body();
    assertThat(form)
        .contains("<option value=\"DE\" selected=\"selected\">Deutschland</option>")
        .contains("<option value=\"AT\">Österreich</option>");
    assertThat(form.indexOf("Österreich")).isLessThan(form.indexOf("Polen"));
    Map<String, String> fields =
        Map.of(
            "name", "Salon Ada",
            "imprint", "Salon Ada\nWeg 1\n1010 Wien",
            "senderName", "Salon Ada",
            "senderAddress", "hallo@salon.example",
            "languages", "de",
            "language", "de",
            "timeZone", "Europe/Vienna");
    for (String wrong : List.of("XX", "at", "Österreich")) {
      var refused = owner.post("/app/settings", with(fields, wrong));
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.body()).contains("Bitte wählen Sie ein Land aus der Liste.");
    }
    try {
      assertThat(owner.post("/app/settings", with(fields, "AT")).status()).isEqualTo(302);
      assertThat(desk.server.bean(Tenants.class).find(desk.tenant()).country()).isEqualTo("AT");
      TestBrowser staff = desk.signedIn(Role.STAFF);
      staff.get("/app/contacts/new");
      var entered =
          staff.post(
              "/app/contacts/new",
              Map.of(
                  "kind",
                  "CUSTOMER",
                  "lastName",
                  "Wien",
                  "language",
                  "de",
                  "mobiles",
                  "0664 1234567"));
      assertThat(entered.status()).as(FailureWords.of(entered.body())).isEqualTo(302);
      assertThat(staff.get(entered.location()).body()).contains("+43 664 1234567");
      assertThat(staff.get("/app/contacts?q=0664%20123").body()).contains("Wien");
      // What a page does not say stays.
      owner.get("/app/settings");
      assertThat(owner.post("/app/settings", fields).status()).isEqualTo(302);
      assertThat(desk.server.bean(Tenants.class).find(desk.tenant()).country()).isEqualTo("AT");
    } finally {
      owner.get("/app/settings");
      owner.post("/app/settings", with(fields, "DE"));
    }
  }

  private static Map<String, String> with(Map<String, String> fields, String country) {
    var all = new java.util.HashMap<>(fields);
    all.put("country", country);
    return all;
  }
}

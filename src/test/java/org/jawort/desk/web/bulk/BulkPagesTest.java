package org.jawort.desk.web.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.TestBrowser;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomFieldType;
import org.jawort.contact.group.CustomFieldWish;
import org.jawort.contact.group.CustomFields;
import org.jawort.desk.web.DeskServer;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkPagesTest {
  private static final String PATH = "/app/contact-changes";

  private DeskServer desk;
  private TestBrowser owner;

  @BeforeAll
  void start() {
    desk = new DeskServer();
    owner = desk.owner();
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private UUID contact(String name, int number) {
    return desk.create(desk.tenant(), name + number + "@example.org", "Vera", name);
  }

  private UUID group(String name) {
    return desk.server.bean(ContactGroups.class).create(desk.tenant(), name).orElseThrow();
  }

  private static Map<String, Object> wish(String what, String text, int count) {
    var fields = new HashMap<String, Object>();
    fields.put("do", what);
    fields.put("q", text);
    fields.put("count", count);
    return fields;
  }

  private String run(Map<String, Object> fields) {
    owner.get(PATH + "/new");
    var started = owner.post(PATH, fields);
    assertThat(started.status()).as(started.body()).isEqualTo(302);
    return done(started.location());
  }

  private String done(String job) {
    assertThat(job).startsWith("/app/jobs/");
    return Await.until("the job is done", () -> owner.get(job).body(), b -> b.contains("Fertig"));
  }

  @Test
  @DisplayName("S1-16 all that a list shows join a group and leave it, once in the history of each")
  void groups() {
    UUID first = contact("gruppig", 1);
    contact("gruppig", 2);
    contact("anders", 1);
    UUID group = group("Viele");
    assertThat(owner.get("/app/contacts?q=gruppig").body())
        .contains("Sammelaktion für diese Liste", "name=\"point\"", "Als dynamische Zielgruppe");
    assertThat(owner.get(PATH + "/new?q=gruppig&do=JOIN&group=" + group).body())
        .contains("2 × kommt in die Zielgruppe", "2 aufnehmen")
        .doesNotContain("ist schon darin");
    var fields = wish("JOIN", "gruppig", 2);
    fields.put("group", group);
    assertThat(run(fields)).contains("2 von 2 (100 %)", "Aufgenommen", "„Viele“");
    assertThat(desk.server.bean(ContactGroups.class).members(desk.tenant(), group)).hasSize(2);
    assertThat(owner.get("/app/contacts/" + first).body())
        .containsOnlyOnce("In „Viele“ aufgenommen");
    assertThat(owner.get(PATH + "/new?q=gruppig&do=JOIN&group=" + group).body())
        .contains("2 × ist schon darin")
        .doesNotContain("name=\"count\"");
    fields = wish("LEAVE", "", 1);
    fields.put("group", group);
    fields.put("point", List.of(desk.pointOf(first)));
    assertThat(run(fields)).contains("1 von 1 (100 %)");
    assertThat(desk.server.bean(ContactGroups.class).members(desk.tenant(), group)).hasSize(1);
  }

  @Test
  @DisplayName(
      "S1-16 nothing is done to more than were seen, to nobody, or with a value that cannot be")
  void refused() {
    contact("mehr", 1);
    contact("mehr", 2);
    UUID group = group("Mehr");
    var fields = wish("JOIN", "mehr", 1);
    fields.put("group", group);
    owner.get(PATH + "/new");
    var grown = owner.post(PATH, fields);
    assertThat(grown.status()).isEqualTo(409);
    assertThat(grown.body()).contains("Inzwischen sind es mehr");
    assertThat(owner.post(PATH, wish("JOIN", "mehr", 2)).status()).isEqualTo(409);
    UUID field =
        desk.server
            .bean(CustomFields.class)
            .create(
                desk.tenant(), new CustomFieldWish("Besuche", CustomFieldType.NUMBER, List.of()))
            .orElseThrow();
    fields = wish("FIELD", "mehr", 2);
    fields.put("field", field);
    fields.put("value", "viele");
    var wrong = owner.post(PATH, fields);
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("id=\"value-help\"", "value=\"viele\"");
    fields.put("value", "3,5");
    assertThat(run(fields)).contains("Geändert", "2 von 2");
    assertThat(owner.get(PATH + "/new?q=mehr&do=FIELD&value=4&field=" + field).body())
        .contains("2 × hat schon etwas anderes");
    TestBrowser staff = desk.signedIn(Role.STAFF);
    assertThat(staff.get("/app/contacts?q=mehr").body())
        .doesNotContain("Sammelaktion", "name=\"point\"");
    assertThat(staff.get(PATH + "/new").status()).isEqualTo(403);
  }

  @Test
  @DisplayName("S1-16 many are blocked with one reason, which stands in the history of each")
  void blocks() {
    UUID first = contact("sperre", 1);
    contact("sperre", 2);
    owner.get(PATH + "/new");
    assertThat(owner.post(PATH, wish("BLOCK", "sperre", 2)).body()).contains("id=\"note-help\"");
    var fields = wish("BLOCK", "sperre", 2);
    fields.put("note", "Umzug ins Ausland");
    assertThat(run(fields)).contains("Gesperrt", "2 von 2");
    assertThat(owner.get("/app/contacts/" + first).body()).contains("Umzug ins Ausland");
    assertThat(owner.get(PATH + "/new?q=sperre&do=BLOCK").body())
        .contains("2 × Adresse bleibt, wie sie ist");
  }

  @Test
  @DisplayName("S2-08 many are erased after it was said that they are gone for good")
  void erases() {
    UUID first = contact("weg", 1);
    contact("weg", 2);
    contact("bleibt", 1);
    assertThat(owner.get(PATH + "/new?q=weg&do=ERASE").body())
        .contains("2 × Kontakt wird gelöscht", "nicht rückgängig", PATH + "/erase");
    assertThat(owner.post(PATH + "/erase", wish("ERASE", "weg", 2)).status()).isEqualTo(422);
    assertThat(owner.post(PATH, wish("ERASE", "weg", 2)).status()).isEqualTo(200);
    var fields = wish("ERASE", "weg", 2);
    fields.put("sure", "true");
    fields.put("suppress", "true");
    var started = owner.post(PATH + "/erase", fields);
    assertThat(done(started.location())).contains("Gelöscht", "2 von 2");
    assertThat(owner.get("/app/contacts/" + first).status()).isEqualTo(404);
    assertThat(owner.get("/app/contacts?q=bleibt").body()).contains("bleibt1@example.org");
  }
}

package org.jawort.desk.web.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.jawort.TestBrowser;
import org.jawort.desk.web.DeskServer;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("S2-08 staff set and lift the mail block, and the record says what may go")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BlockPagesTest {
  private final DeskServer desk = new DeskServer();

  @AfterAll
  void stop() {
    desk.close();
  }

  @Test
  @DisplayName(
      "S2-08 set with a reason, kept in the history, lifted so that what stood stands again")
  void setAndLift() {
    UUID contact = desk.signUp("sperre@example.org", "Sara", "Sperre");
    UUID point = desk.pointOf(contact);
    String page = "/app/contacts/" + contact;
    TestBrowser staff = desk.signedIn(Role.STAFF);
    assertThat(staff.get(page).body())
        .contains("Mailsperre setzen", "Darf ich schreiben?", "Nachrichten zu einem Auftrag");
    staff.post(page + "/block", Map.of("point", point, "note", ""));
    assertThat(staff.get(page).body())
        .contains("Bitte nennen Sie den Grund")
        .doesNotContain("Mailsperre aufheben");
    String reason = "Bat am Telefon um Ruhe.";
    staff.post(page + "/block", Map.of("point", point, "note", reason));
    assertThat(staff.get(page).body())
        .contains("Die Mailsperre ist gesetzt.", "Von Hand gesetzt", "Mailsperre gesetzt")
        .contains(reason, "durch STAFF aus Ihrem Team", "Mailsperre: von Hand gesetzt.");
    assertThat(desk.owner().get("/app").body()).contains("Mailsperre gesetzt");
    staff.post(page + "/block", Map.of("point", point, "note", reason));
    assertThat(staff.get(page).body()).contains("stärkere Sperre");
    staff.post(page + "/unblock", Map.of("point", point, "note", "Rief wieder an."));
    assertThat(staff.get(page).body())
        .contains("Mailsperre aufgehoben", "Neu, noch nicht bestätigt", "Rief wieder an.");
    staff.post(page + "/unblock", Map.of("point", point, "note", "Noch einmal."));
    assertThat(staff.get(page).body()).contains("steht diese Mailsperre nicht mehr");
  }

  @Test
  @DisplayName("B-08 a complaint is recorded, covers the team's block, and is lifted with a reason")
  void complaint() {
    UUID contact = desk.signUp("klage@example.org", "Karl", "Klage");
    UUID point = desk.pointOf(contact);
    String page = "/app/contacts/" + contact;
    TestBrowser staff = desk.signedIn(Role.STAFF);
    staff.get(page);
    staff.post(page + "/block", Map.of("point", point, "note", "Bat um Ruhe."));
    staff.post(page + "/complaint", Map.of("point", point, "note", " "));
    assertThat(staff.get(page).body()).contains("Bitte nennen Sie den Grund");
    staff.post(page + "/complaint", Map.of("point", point, "note", "Meldung von GMX."));
    assertThat(staff.get(page).body())
        .contains("Die Beschwerde ist eingetragen.", "als Spam gemeldet", "Meldung von GMX.")
        .doesNotContain("Beschwerde eintragen");
    staff.post(page + "/complaint", Map.of("point", point, "note", "Noch einmal."));
    assertThat(staff.get(page).body()).contains("Die Beschwerde steht hier schon.");
    staff.post(page + "/unblock", Map.of("point", point, "block", "STAFF", "note", "Rief an."));
    assertThat(staff.get(page).body()).contains("steht diese Mailsperre nicht mehr");
    staff.post(page + "/unblock", Map.of("point", point, "block", "COMPLAINT", "note", "Irrtum."));
    assertThat(staff.get(page).body())
        .contains("Die Mailsperre ist aufgehoben.", "Von Hand gesetzt", "Irrtum.", "Abgelehnt");
  }

  @Test
  @DisplayName("Those who only read may not, and nobody at a contact point of somebody else")
  void refused() {
    UUID contact = desk.signUp("eins@example.org", "Eva", "Eins");
    UUID other = desk.signUp("zwei@example.org", "Zoe", "Zwei");
    var fields = Map.of("point", desk.pointOf(contact), "note", "Grund");
    TestBrowser auditor = desk.signedIn(Role.AUDITOR);
    assertThat(auditor.get("/app/contacts/" + contact).body())
        .contains("Darf ich schreiben?")
        .doesNotContain("Mailsperre setzen");
    assertThat(auditor.post("/app/contacts/" + contact + "/block", fields).status()).isEqualTo(403);
    TestBrowser staff = desk.signedIn(Role.STAFF);
    staff.get("/app/contacts/" + other);
    assertThat(staff.post("/app/contacts/" + other + "/block", fields).status()).isEqualTo(404);
    assertThat(staff.post("/app/contacts/" + other + "/unblock", fields).status()).isEqualTo(404);
  }
}

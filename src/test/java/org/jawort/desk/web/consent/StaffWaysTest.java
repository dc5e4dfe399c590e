package org.jawort.desk.web.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jawort.TestBrowser;
import org.jawort.consent.permission.ConsentSettings;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every way that staff have, over HTTP. */
class StaffWaysTest extends StatementDesk {
  @Test
  @DisplayName("S2-08 S4-02 S4-06 Every way through the statuses by staff, and what each refuses")
  void ways() {
    assertThat(owner.get(path("withdrawals") + "/new?purpose=newsletter").status()).isEqualTo(409);
    declare();
    assertThat(status()).isEqualTo("EXTERNALLY_DOCUMENTED");
    Map<String, String> mistake = open(owner, "mistakes");
    assertThat(owner.post(path("mistakes"), mistake).status()).isEqualTo(422);
    mistake.put("note", "falsche Pia");
    assertThat(owner.post(path("mistakes"), mistake).status()).isEqualTo(302);
    assertThat(status()).isEqualTo("UNKNOWN");
    Map<String, String> later = open(owner, "reminders");
    later.put("askAgain", "2020-01-01");
    assertThat(owner.post(path("reminders"), later).body()).contains("schon vorbei");
    later.put("askAgain", "2098-01-01");
    assertThat(owner.post(path("reminders"), later).status()).isEqualTo(302);
    assertThat(status()).isEqualTo("UNKNOWN");
    act("refusals", Duration.ofMinutes(2));
    assertThat(status()).isEqualTo("REFUSED");
    assertThat(history()).hasSize(4);
  }

  @Test
  @DisplayName("S4-06 After a refusal only a declaration that is newer than it counts")
  void newerThanTheRefusal() {
    act("refusals", Duration.ofMinutes(2));
    Map<String, String> fields = open(owner, "declarations");
    fields.putAll(paper(Duration.ofMinutes(3)));
    var older = owner.post(path("declarations"), fields);
    assertThat(older.status()).isEqualTo(409);
    assertThat(older.body()).contains("nicht neuer als das letzte Nein", "Ordner 7");
    fields.putAll(paper(Duration.ofMinutes(1)));
    assertThat(owner.post(path("declarations"), fields).status()).isEqualTo(302);
    assertThat(status()).isEqualTo("EXTERNALLY_DOCUMENTED");
  }

  @Test
  @DisplayName("S2-08 Staff cannot undo a withdrawal, unless the tenant lets them record a new one")
  void withdrawal() {
    declare();
    assertThat(owner.get(path("withdrawals") + "/new?purpose=newsletter").body())
        .contains("kann ihn nicht rückgängig machen");
    act("withdrawals", Duration.ofMinutes(2));
    assertThat(status()).isEqualTo("REVOKED");
    assertThat(owner.get("/app/contacts/" + contact).body()).contains("Abgemeldet");
    assertThat(owner.get(path("_menu")).body())
        .contains("Nur der Empfänger selbst kann wieder einwilligen")
        .doesNotContain("/declarations/new");
    var fields = new HashMap<>(paper(Duration.ofMinutes(1)));
    fields.put("purpose", "newsletter");
    fields.put("seen", history().getLast().id().toString());
    assertThat(owner.post(path("declarations"), fields).body()).contains("wurde widerrufen");
    ConsentSettings settings = desk.server.bean(ConsentSettings.class);
    assertThat(settings.declareAfterWithdrawal(desk.tenant())).isFalse();
    owner.get("/app/settings/consent");
    owner.post("/app/settings/consent", Map.of("again", "true"));
    try {
      open(owner, "declarations");
      fields.put("at", at(Duration.ofMinutes(3)));
      assertThat(owner.post(path("declarations"), fields).status()).isEqualTo(409);
      fields.put("at", at(Duration.ofMinutes(1)));
      assertThat(owner.post(path("declarations"), fields).status()).isEqualTo(302);
      assertThat(history().getLast().type().name()).isEqualTo("DECLARED_ANEW");
      assertThat(status()).isEqualTo("EXTERNALLY_DOCUMENTED");
    } finally {
      owner.post("/app/settings/consent", Map.of());
    }
  }

  @Test
  @DisplayName("S2-08 A refusal that staff heard ends the request that is under way")
  void refusalEndsTheRequest() {
    contact = desk.signUp("laufend" + number + "@example.org", "Lea", "Laufend");
    point = desk.pointOf(contact);
    act("refusals", Duration.ZERO);
    assertThat(status()).isEqualTo("REFUSED");
    String run = "SELECT id FROM run WHERE contact_point_id = :point AND status = 'REFUSED'";
    assertThat(desk.ask(run, "point", point)).isNotNull();
  }

  @Test
  @DisplayName("S4-07 Of two who act at once the later one sees what happened, and loses nothing")
  void twoAtOnce() {
    TestBrowser colleague = desk.signedIn(Role.STAFF);
    Map<String, String> mine = open(owner, "declarations");
    mine.putAll(paper(Duration.ofMinutes(1)));
    mine.put("note", "mein langer Vermerk");
    Map<String, String> theirs = open(colleague, "refusals");
    theirs.put("at", at(Duration.ofMinutes(2)));
    assertThat(colleague.post(path("refusals"), theirs).status()).isEqualTo(302);
    var page = owner.post(path("declarations"), mine);
    assertThat(page.status()).isEqualTo(409);
    assertThat(page.body())
        .contains("Jemand war schneller", "Hat abgelehnt", "STAFF aus Ihrem Team")
        .contains("mein langer Vermerk", "Ordner 7");
    assertThat(status()).isEqualTo("REFUSED");
    mine.put("seen", find(SEEN, page.body()));
    assertThat(owner.post(path("declarations"), mine).status()).isEqualTo(302);
    assertThat(status()).isEqualTo("EXTERNALLY_DOCUMENTED");
  }

  @Test
  @DisplayName("S2-06 S2-07 S2-08 The icon stands beside addresses; auditors see, staff act")
  void icon() {
    String menu = "/app/contact-points/" + point + "/_menu";
    assertThat(owner.get("/app/contacts").body())
        .contains(menu, "Einwilligung von p" + number + "@example.org: nicht angefragt");
    assertThat(owner.get("/app/contacts/" + contact).body()).contains(menu);
    declare();
    assertThat(owner.get("/app").body()).contains(menu);
    assertThat(owner.get("/app/contacts/" + contact).body()).contains("akzeptiert");
    TestBrowser auditor = desk.signedIn(Role.AUDITOR);
    assertThat(auditor.get(menu).body())
        .contains("Verlauf ansehen")
        .doesNotContain("withdrawals/new");
    assertThat(auditor.get(path("withdrawals") + "/new?purpose=newsletter").status())
        .isEqualTo(403);
    auditor.get("/app");
    assertThat(auditor.post(path("withdrawals"), Map.of("purpose", "newsletter")).status())
        .isEqualTo(403);
    TestBrowser staff = desk.signedIn(Role.STAFF);
    assertThat(staff.get(menu).body())
        .contains("withdrawals/new", "mistakes/new")
        .doesNotContain("refusals/new");
    assertThat(staff.get(path("consent")).body()).contains("withdrawals/new");
    assertThat(staff.get("/app/settings/consent").status()).isEqualTo(403);
  }
}

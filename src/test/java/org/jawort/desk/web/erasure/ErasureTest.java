package org.jawort.desk.web.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.TestBrowser;
import org.jawort.optin.OptIns;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Erasing people, and what stands against it. */
class ErasureTest extends ErasureDesk {

  @Test
  @DisplayName("B-09 law 36 52 Erased: the address stands nowhere, the ledger's events stay")
  void erasesWhatWasNeverConfirmed() {
    UUID contact = signedUp("spurlos@example.org", "Sina", "Spurlos");
    UUID point = desk.pointOf(contact);
    assertThat(tablesWith("spurlos@example.org")).contains("contact_point", "consent_evidence");
    TestBrowser owner = desk.owner();
    String page = owner.get("/app/contacts/" + contact + "/erase").body();
    assertThat(page)
        .contains("Das wird vernichtet", "Das bleibt", "Sina Spurlos")
        .doesNotContain("name=\"proof\"");
    var done =
        owner.post(
            "/app/contacts/" + contact + "/erase", Map.of("asOf", asOf(page), "suppress", "true"));
    assertThat(done.location()).endsWith("/app/contacts");
    assertThat(tablesWith("spurlos")).isEmpty();
    assertThat(
            desk.ask(
                "SELECT contact_point_id FROM consent_event WHERE contact_point_id = :p LIMIT 1",
                "p",
                point))
        .isEqualTo(point);
    assertThat(owner.get("/app/contacts/" + contact).status()).isEqualTo(404);
    assertThat(owner.get("/app/contacts?q=spurlos").body()).contains("Nichts gefunden");
    assertThat(reason("spurlos@example.org")).isEqualTo("EXTERNAL_ADDRESS");
  }

  @Test
  @DisplayName("law 35 Proof of a consent to calls cannot be destroyed before its time")
  void calls() throws SQLException {
    UUID contact = confirmed("anruf@example.org");
    purposeIsForCalls(true);
    try {
      TestBrowser owner = desk.owner();
      String erase = "/app/contacts/" + contact + "/erase";
      String page = owner.get(erase).body();
      assertThat(page).contains("§ 7a UWG", "value=\"KEEP\"").doesNotContain("value=\"DESTROY\"");
      assertThat(owner.post(erase, Map.of("asOf", asOf(page), "proof", "DESTROY")).status())
          .isEqualTo(409);
      assertThat(desk.contactOf("anruf@example.org")).isEqualTo(contact);
    } finally {
      purposeIsForCalls(false);
    }
  }

  /**
   * As if the purpose had always said so: what it says since a consent does not concern that one.
   */
  private void purposeIsForCalls(boolean calls) throws SQLException {
    URI database = URI.create(desk.server.settings().databaseUrl().orElseThrow());
    String[] user = database.getUserInfo().split(":", 2);
    String place = database.getHost() + ":" + database.getPort() + database.getPath();
    try (var connection =
            DriverManager.getConnection("jdbc:postgresql://" + place, user[0], user[1]);
        var statement = connection.createStatement()) {
      statement.execute("SET search_path TO jawort; SET session_replication_role = replica");
      for (String table : List.of("purpose", "purpose_version")) {
        statement.execute(
            "UPDATE %s SET calls = %s WHERE tenant_id = '%s'"
                .formatted(table, calls, desk.tenant().value()));
      }
    }
  }

  @Test
  @DisplayName("B-09 Who erases sees what came in between; staff may not erase")
  void overtaken() {
    UUID contact = signedUp("zwischen@example.org", "Zita", "Zwischen");
    TestBrowser owner = desk.owner();
    String erase = "/app/contacts/" + contact + "/erase";
    String page = owner.get(erase).body();
    desk.server.bean(OptIns.class).confirm(desk.tenant(), mail(contact), VISIT);
    var late = owner.post(erase, Map.of("asOf", asOf(page)));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body()).contains("Inzwischen ist etwas geschehen", "value=\"KEEP\"");
    TestBrowser staff = desk.signedIn(Role.STAFF);
    assertThat(staff.get(erase).status()).isEqualTo(403);
    staff.get("/app/contacts/" + contact);
    assertThat(staff.post(erase, Map.of("asOf", "x")).status()).isEqualTo(403);
    assertThat(owner.post(erase, Map.of("asOf", asOf(late.body()), "proof", "DESTROY")).status())
        .isEqualTo(302);
    assertThat(tablesWith("zwischen")).isEmpty();
    assertThat(owner.post(erase, Map.of("asOf", "x")).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("S2-07 A contact point with history is removed by erasing it alone")
  void onePoint() {
    UUID contact = signedUp("bleibt@example.org", "Petra", "Punkt");
    TestBrowser owner = desk.owner();
    owner.get("/app/contacts/" + contact + "/points/new");
    owner.post("/app/contacts/" + contact + "/points/new", Map.of("address", "zweite@example.org"));
    UUID point =
        desk.ask("SELECT id FROM contact_point WHERE address = :a", "a", "bleibt@example.org");
    var answer = owner.post("/app/contacts/" + contact + "/points/" + point + "/remove", Map.of());
    assertThat(answer.location()).endsWith("/erase?point=" + point);
    String page = owner.get("/app/contacts/" + contact + "/erase?point=" + point).body();
    assertThat(page).contains("Diese Adresse hat einen Verlauf", "bleibt@example.org");
    owner.post(
        "/app/contacts/" + contact + "/erase",
        Map.of("asOf", asOf(page), "point", point.toString(), "suppress", "true"));
    assertThat(tablesWith("bleibt@example.org")).isEmpty();
    assertThat(owner.get("/app/contacts/" + contact).body())
        .contains("Petra Punkt", "zweite@example.org");
  }
}

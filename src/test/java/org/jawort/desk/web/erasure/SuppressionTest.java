package org.jawort.desk.web.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.jawort.TestBrowser;
import org.jawort.delivery.MessageId;
import org.jawort.optin.AnswerOutcome;
import org.jawort.optin.OptIns;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The suppression list, and who may take an address off it. */
class SuppressionTest extends ErasureDesk {

  @Test
  @DisplayName("B-06 B-09 A suppressed address is revived by its owner's confirmation alone")
  void suppressedUntilConfirmed() {
    erase(confirmed("nie@example.org"));
    UUID created = desk.create(desk.tenant(), "Nie@example.org", "Nils", "Nie");
    assertThat(suppressed("nie@example.org")).contains(true);
    assertThat(reason("nie@example.org")).isEqualTo("SUPPRESSED");
    TestBrowser owner = desk.owner();
    assertThat(owner.get("/app/contacts/" + created).body())
        .contains("Nur die Person selbst kann das")
        .doesNotContain("Double-Opt-In anstoßen");
    owner.post(
        "/app/contacts/" + created + "/opt-in",
        Map.of("point", desk.pointOf(created).toString(), "purpose", "newsletter"));
    assertThat(owner.get("/app/contacts/" + created).body())
        .contains("Die Adresse steht auf der Sperrliste.");
    erase(created);

    UUID back = desk.signUp("nie@example.org", "Nils", "Wieder");
    assertThat(suppressed("nie@example.org")).contains(true);
    assertThat(reason("nie@example.org")).isEqualTo("SUPPRESSED");
    MessageId mail = mail(back);
    sent(mail);
    assertThat(desk.server.bean(OptIns.class).confirm(desk.tenant(), mail, VISIT))
        .isEqualTo(AnswerOutcome.DONE);
    assertThat(suppressed("nie@example.org")).contains(false);
    assertThat(reason("nie@example.org")).isEqualTo("CONFIRMED");
    owner.get("/app/suppression");
    assertThat(owner.post("/app/suppression/check", Map.of("address", "nie@example.org")).body())
        .contains("steht nicht auf der Sperrliste");
  }

  @Test
  @DisplayName("B-09 The list is asked for one address at a time, and left with a reason alone")
  void list() {
    erase(confirmed("liste@example.org"));
    TestBrowser owner = desk.owner();
    assertThat(owner.get("/app/suppression").body())
        .contains("E-Mail-Adresse")
        .doesNotContain("liste@");
    Map<String, String> address = Map.of("address", "LISTE@example.org");
    assertThat(owner.post("/app/suppression/check", address).body())
        .contains("LISTE@example.org steht auf der Sperrliste", "Von der Liste nehmen");
    assertThat(owner.post("/app/suppression/check", Map.of("address", "x")).status())
        .isEqualTo(422);
    desk.create(desk.tenant(), "liste@example.org", "Lia", "Liste");
    assertThat(owner.post("/app/suppression/remove", address).status()).isEqualTo(422);
    TestBrowser staff = desk.signedIn(Role.STAFF);
    staff.get("/app/suppression");
    assertThat(staff.post("/app/suppression/check", address).body())
        .contains("steht auf der Sperrliste")
        .doesNotContain("Von der Liste nehmen");
    var reasoned = Map.of("address", "liste@example.org", "reason", "Bat am Telefon darum");
    assertThat(staff.post("/app/suppression/remove", reasoned).status()).isEqualTo(403);
    assertThat(owner.post("/app/suppression/remove", reasoned).status()).isEqualTo(302);
    assertThat(suppressed("liste@example.org")).contains(false);
    assertThat(tablesWith("Bat am Telefon darum"))
        .containsExactlyInAnyOrder("audit_entry", "contact_act");
    assertThat(desk.signedIn(Role.AUDITOR).get("/app/suppression").body())
        .contains("Sperrliste")
        .doesNotContain("Nachsehen");
  }
}

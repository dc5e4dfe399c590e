package org.jawort.desk.web.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.TestBrowser;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.address.Channel;
import org.jawort.erasure.KeptProofs;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Proof that outlives its contact. */
class KeptProofTest extends ErasureDesk {

  @Test
  @DisplayName("B-09 law 34 Proof is named with its day, kept restricted, and erased by itself")
  void keepsProof() {
    UUID contact = confirmed("beweis@example.org");
    UUID point = desk.pointOf(contact);
    TestBrowser owner = desk.owner();
    String erase = "/app/contacts/" + contact + "/erase";
    String page = owner.get(erase).body();
    assertThat(page).contains("value=\"KEEP\"", "value=\"DESTROY\"", "§§ 195, 199 BGB");
    // Nothing happens before it is decided about the proof.
    var undecided = owner.post(erase, Map.of("asOf", asOf(page)));
    assertThat(undecided.status()).isEqualTo(409);
    assertThat(undecided.body()).contains("was mit dem Nachweis geschieht");
    assertThat(owner.post(erase, Map.of("asOf", asOf(page), "proof", "KEEP")).status())
        .isEqualTo(302);
    assertThat(owner.get("/app/contacts").body()).contains("Der Nachweis wird aufbewahrt");
    assertThat(tablesWith("beweis@example.org"))
        .containsExactlyInAnyOrder("kept_proof", "consent_evidence", "kept_message");
    assertThat(reason("beweis@example.org")).isEqualTo("EXTERNAL_ADDRESS");
    assertThat(owner.get("/app/contacts?q=beweis").body()).contains("Nichts gefunden");
    assertThat(owner.get("/app/kept-proof").body()).contains(point.toString());
    assertThat(owner.post("/app/kept-proof/search", Map.of("address", "Beweis@EXAMPLE.org")).body())
        .contains("Gefunden: 1", point.toString());
    assertThat(owner.get("/app/kept-proof/" + point).body())
        .contains("beweis@example.org", "Erna Erasme", "Hat die Anmeldung bestätigt");
    Purposes purposes = desk.server.bean(Purposes.class);
    purposes.change(
        desk.tenant(),
        purposes.byKey(desk.tenant(), Purposes.NEWSLETTER).orElseThrow().id(),
        new PurposeProfile(
            new PurposeName("Ganz anders", "Something else"),
            "",
            EnumSet.of(Channel.EMAIL),
            false,
            null,
            PurposeProfile.Expiry.WARN,
            PurposeProfile.LegalBasis.CONSENT,
            PurposeProfile.Jurisdiction.CH));
    for (String address : List.of("/app/kept-proof", "/app/kept-proof/" + point)) {
      assertThat(owner.get(address).body())
          .as("what was consented to keeps its name: %s", address)
          .contains("Newsletter")
          .doesNotContain("Ganz anders");
    }
    assertThat(desk.signedIn(Role.STAFF).get("/app/kept-proof").status()).isEqualTo(403);
    // The same person may sign up anew while the old proof is kept.
    UUID anew = desk.signUp("beweis@example.org", "Erna", "Neu");
    assertThat(anew).isNotEqualTo(contact);
    desk.server.clock().tick(Duration.ofDays(4 * 366));
    assertThat(desk.server.bean(KeptProofs.class).eraseDue()).isGreaterThanOrEqualTo(1);
    // Sessions ended with the years.
    assertThat(desk.owner().get("/app/kept-proof/" + point).status()).isEqualTo(404);
    assertThat(tablesWith("Erasme")).isEmpty();
    assertThat(tablesWith("beweis@example.org")).doesNotContain("kept_proof", "kept_message");
  }
}

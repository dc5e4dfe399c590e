package org.jawort.consent.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.OwnTenant;
import org.jawort.consent.log.LogKeys;
import org.jawort.consent.log.ProofCheck.Finding;
import org.jawort.contact.ContactPointId;
import org.jawort.form.Form;
import org.jawort.form.Forms;
import org.jawort.integration.Proofs;
import org.jawort.optin.OptIns;
import org.jawort.platform.Language;
import org.jawort.platform.Tokens;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Which version of the privacy policy was linked, from the profile to the check of a dossier. */
class PolicyVersionTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final OwnTenant tenant = OwnTenant.fresh();

  private void call(String version) {
    Tenants tenants = tenant.bean(Tenants.class);
    Tenant before = tenants.find(tenant.id());
    tenants.update(
        tenant.id(),
        new TenantProfile(
            before.name(),
            before.imprint(),
            Optional.of(URI.create("https://salon.example/datenschutz")),
            Optional.ofNullable(version),
            before.senderName(),
            before.senderAddress(),
            before.replyTo(),
            before.languages(),
            before.timeZone(),
            before.ipMode(),
            before.colour(),
            before.country(),
            Optional.of("Mailversand über Beispiel Inc., USA")));
  }

  private ContactPointId signUp(String address) {
    Form form =
        tenant.bean(Forms.class).all(tenant.id()).stream()
            .filter(one -> one.language() == Language.DE)
            .findFirst()
            .orElseThrow();
    var fields = Map.of("email", address, "newsletter", "true", "privacy", "true");
    assertThat(tenant.server().browser().postBare("/f/" + form.key(), fields).status())
        .as("the answer to the form")
        .isEqualTo(303);
    return tenant.point(address);
  }

  private ObjectNode evidence(ContactPointId point, String type) {
    String sql =
        "SELECT v.content::text FROM consent_evidence v JOIN consent_event e"
            + " ON e.tenant_id = v.tenant_id AND e.id = v.event_id"
            + " WHERE e.tenant_id = ? AND e.contact_point_id = ? AND e.type = ?";
    List<String> found = tenant.list(String.class, sql, tenant.id().value(), point.value(), type);
    return (ObjectNode) JSON.readTree(found.getFirst());
  }

  @Test
  @DisplayName(
      "law 15 S1-12 Each version stays with what it was linked beside, and none where none")
  void kept() {
    ContactPointId before = signUp("ohne@example.org");
    call("2026-11");
    ContactPointId ada = signUp("ada@example.org");
    call("2026-12");
    String link = tenant.link(Tokens.Kind.CONFIRM, tenant.question("ada@example.org"));
    assertThat(tenant.server().browser().postBare(link, Map.of()).status()).isEqualTo(200);

    assertThat(evidence(before, "SIGNED_UP").has("privacyPolicyVersion"))
        .as("what nobody said is left out")
        .isFalse();
    assertThat(evidence(ada, "SIGNED_UP").path("privacyPolicyVersion").asString(""))
        .isEqualTo("2026-11");
    assertThat(evidence(ada, "CONFIRMED").at("/shown/privacyPolicyVersion").asString(""))
        .isEqualTo("2026-12");

    byte[] dossier = dossier(ada);
    JsonNode record = JSON.readTree(dossier).at("/sections/consentRecord");
    assertThat(record.at("/pii_processing/0/privacy_notice/0/privacy_policy_version").asString(""))
        .isEqualTo("2026-11");
    assertThat(record.at("/pii_processing/0/third_country_transfer").asString(""))
        .as("what the firm says of third countries (Art. 15(2) GDPR)")
        .endsWith(" Mailversand über Beispiel Inc., USA");
    assertThat(faults(dossier)).isEmpty();
    assertThat(faults(rewritten(dossier)))
        .as("the author tells another version than the log commits to")
        .singleElement()
        .asString()
        .contains("another privacy policy");
  }

  @Test
  @DisplayName("law 15 A renewal holds the version that its mail leads to")
  void asked() {
    call("Stand 11/2026");
    ContactPointId ada = signUp("ada@example.org");
    tenant.confirm("ada@example.org");
    tenant
        .bean(OptIns.class)
        .renew(
            tenant.id(),
            List.of(ada),
            tenant.newsletter(),
            Actor.staff(UUID.randomUUID()),
            "STAFF");

    assertThat(evidence(ada, "REQUESTED").path("privacyPolicyVersion").asString(""))
        .isEqualTo("Stand 11/2026");
  }

  private byte[] dossier(ContactPointId point) {
    var made =
        (Proofs.ProofOutcome.Made)
            Await.until(
                "the dossier is sealed",
                () ->
                    tenant
                        .bean(Proofs.class)
                        .dossier(tenant.id(), point, Proofs.Format.JSON, Optional.of(Language.EN)),
                answer -> answer instanceof Proofs.ProofOutcome.Made);
    var out = new ByteArrayOutputStream();
    try (out) {
      made.content().writeTo(out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  /** Sealed anew by the author, with another version in the record. */
  private byte[] rewritten(byte[] dossier) {
    var sections = (ObjectNode) JSON.readTree(dossier).path(DossierJson.SECTIONS);
    var notice = (ObjectNode) sections.at("/consentRecord/pii_processing/0/privacy_notice/0");
    notice.put("privacy_policy_version", "2026-10");
    String id = sections.path("consentRecord").path("record_id").asString("");
    return DossierJson.seal(id, sections, tenant.bean(LogKeys.class).signer());
  }

  private static List<String> faults(byte[] dossier) {
    return DossierCheck.check(dossier, List.of(), Locale.ENGLISH).stream()
        .filter(finding -> !finding.holds())
        .map(Finding::text)
        .toList();
  }
}

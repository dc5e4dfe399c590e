package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jawort.consent.proof.ProofDuties;
import org.jawort.consent.proof.ProofDuty;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Database;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.retention.KeptThing;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a consent was given to stays what it was, whatever becomes of its purpose. */
class ConsentAsGivenTest {
  private final TestApi api = TestApi.fresh();
  private final Purposes purposes = api.server().bean(Purposes.class);

  private static PurposeProfile profile(
      String name, Set<Channel> channels, boolean calls, String... goods) {
    return new PurposeProfile(
        new PurposeName(name, name + " (en)"),
        "",
        channels,
        calls,
        null,
        PurposeProfile.Expiry.WARN,
        PurposeProfile.LegalBasis.CONSENT,
        PurposeProfile.Jurisdiction.DE,
        List.of(goods));
  }

  private static PurposeProfile texts(String name, boolean calls) {
    return profile(name, EnumSet.of(Channel.SMS), calls);
  }

  private void create(PurposeProfile profile) {
    assertThat(purposes.create(api.tenant(), "offers", profile)).as("the purpose").isPresent();
  }

  private void change(PurposeProfile profile) {
    var offers = purposes.byKey(api.tenant(), "offers").orElseThrow();
    purposes.change(api.tenant(), offers.id(), profile);
  }

  private String declare(TestApi.Made made, String more) {
    String body =
        "{\"purpose\":\"offers\",\"basis\":\"PAPER\",\"at\":\""
            + api.server().clock().instant()
            + "\",\"reference\":\"folder 7\""
            + more
            + "}";
    api.send("POST", "/contact-points/" + made.point() + "/declarations", body).statusCode(201);
    return made.point();
  }

  private static final String CALLS =
      ",\"saidBy\":\"Ada\",\"takenBy\":\"Berta\",\"company\":\"Salon\",\"scope\":\"Kosmetik\","
          + "\"manner\":\"by word\"";

  private void asked(String channel, String address, boolean allowed, String reason) {
    api.call()
        .queryParam("channel", channel)
        .queryParam("address", address)
        .queryParam("purpose", "offers")
        .get("/permission")
        .then()
        .statusCode(200)
        .body("allowed", equalTo(allowed))
        .body("reason", equalTo(reason));
  }

  private List<ProofDuty> duties(String point) {
    return api.server()
        .bean(Database.class)
        .read(
            api.tenant(),
            connection ->
                ProofDuties.of(
                    connection,
                    api.tenant(),
                    List.of(new ContactPointId(UUID.fromString(point))),
                    api.server().bean(Tenants.class).find(api.tenant()).timeZone(),
                    KeptThing.PROOF.usual(),
                    api.server().clock().instant()));
  }

  @Test
  @DisplayName("law 17 A consent to text messages becomes none to calls by a change of the purpose")
  void renamed() {
    create(texts("SMS-Aktionen", false));
    String number = "+4915123456701";
    String point = declare(api.contact("SMS", number, "de"), "");
    change(texts("Telefonwerbung", true));

    asked("SMS", number, true, "EXTERNALLY_DOCUMENTED");
    asked("CALL", number, false, "NO_CONSENT");
    assertThat(duties(point)).extracting(ProofDuty::reason).doesNotContain(ProofDuty.Reason.CALLS);
    api.get("/contact-points/{id}/history", point)
        .body("items[0].purpose", equalTo("offers"))
        .body("items[0].consentedTo.version", equalTo(1))
        .body("items[0].consentedTo.name.de", equalTo("SMS-Aktionen"))
        .body("items[0].consentedTo.channels", contains("SMS"))
        .body("items[0].consentedTo.calls", equalTo(false));
    api.get("/purposes")
        .body("items.find { it.key == 'offers' }.name.de", equalTo("Telefonwerbung"))
        .body("items.find { it.key == 'offers' }.version", equalTo(2));
  }

  @Test
  @DisplayName("law 14 The dossier names what was consented to as it was called then")
  void dossier() {
    create(texts("SMS-Aktionen", false));
    String point = declare(api.contact("SMS", "+4915123456702", "de"), "");
    change(texts("Telefonwerbung", true));
    String dossier =
        api.call()
            .accept("application/json")
            .get("/contact-points/{id}/dossier", point)
            .then()
            .statusCode(200)
            .body(
                "sections.consentRecord.pii_processing.find { it.purpose_id == 'offers' }.purpose",
                equalTo("SMS-Aktionen"))
            .body("sections.events[0].purposeName", equalTo("SMS-Aktionen"))
            .body("sections.events[0].record.purposeVersion.names.de", equalTo("SMS-Aktionen"))
            .body("sections.events[0].record.purposeVersion.calls", equalTo(false))
            .extract()
            .asString();
    assertThat(dossier).as("the dossier").doesNotContain("Telefonwerbung");
  }

  @Test
  @DisplayName(
      "law 35 Proof of a consent to calls is kept although the purpose covers none any more")
  void callsGone() {
    create(texts("Telefonwerbung", true));
    String number = "+4915123456703";
    String point = declare(api.contact("SMS", number, "de"), CALLS);
    asked("CALL", number, true, "EXTERNALLY_DOCUMENTED");
    change(texts("SMS-Aktionen", false));

    asked("CALL", number, false, "NO_CONSENT");
    assertThat(duties(point)).extracting(ProofDuty::reason).contains(ProofDuty.Reason.CALLS);
  }

  @Test
  @DisplayName("law 17 A number consented to calls alone is sent no text message")
  void callsAlone() {
    create(profile("Anrufe", EnumSet.noneOf(Channel.class), true));
    String number = "+4915123456704";
    declare(api.contact("SMS", number, "de"), CALLS);
    asked("CALL", number, true, "EXTERNALLY_DOCUMENTED");
    asked("SMS", number, false, "NO_CONSENT");
  }

  @Test
  @DisplayName(
      "law 2 A kind of goods added since is not covered; what was left out is no hindrance")
  void goods() {
    create(profile("Angebote", EnumSet.of(Channel.EMAIL), false, "Kosmetik", "Haarpflege"));
    String address = "goods@example.org";
    declare(api.contact(address, "de"), "");
    asked("EMAIL", address, true, "EXTERNALLY_DOCUMENTED");
    Instant before = api.server().clock().instant();
    api.server().clock().tick(java.time.Duration.ofSeconds(1));

    change(profile("Angebote", EnumSet.of(Channel.EMAIL), false, "Kosmetik", "Versicherungen"));
    asked("EMAIL", address, false, "NO_CONSENT");
    change(profile("Angebote", EnumSet.of(Channel.EMAIL), false));
    asked("EMAIL", address, false, "NO_CONSENT");
    change(profile("Angebote", EnumSet.of(Channel.EMAIL), false, "Kosmetik"));
    asked("EMAIL", address, true, "EXTERNALLY_DOCUMENTED");
    api.get("/permission?address=" + address + "&purpose=offers&at=" + before)
        .body("allowed", equalTo(true));
  }

  @Test
  @DisplayName(
      "law 1 A way that was taken from the purpose is gone; taken back in, the consent holds")
  void wayGone() {
    create(profile("Angebote", EnumSet.of(Channel.EMAIL), false));
    String address = "way@example.org";
    declare(api.contact(address, "de"), "");
    change(texts("Angebote", false));
    asked("EMAIL", address, false, "NO_CONSENT");
    change(profile("Angebote", EnumSet.allOf(Channel.class), false));
    asked("EMAIL", address, true, "EXTERNALLY_DOCUMENTED");
  }

  @Test
  @DisplayName("law 14 What was said at its time is declared for what the purpose said then")
  void declaredLater() {
    create(texts("SMS-Aktionen", false));
    Instant said = api.server().clock().instant();
    api.server().clock().tick(java.time.Duration.ofSeconds(1));
    change(texts("Telefonwerbung", true));
    String number = "+4915123456705";
    String point = api.contact("SMS", number, "de").point();
    String body =
        "{\"purpose\":\"offers\",\"basis\":\"PAPER\",\"at\":\"%s\",\"reference\":\"7\"%s}"
            .formatted(said, CALLS);
    api.send("POST", "/contact-points/" + point + "/declarations", body).statusCode(201);
    api.get("/contact-points/{id}/history", point).body("items[0].consentedTo.version", equalTo(1));
    asked("CALL", number, false, "NO_CONSENT");
  }

  @Test
  @DisplayName("A change of what nobody consents to makes no version")
  void noVersion() {
    create(texts("SMS-Aktionen", false));
    change(texts("SMS-Aktionen", false));
    var offers = purposes.byKey(api.tenant(), "offers").orElseThrow();
    assertThat(offers.version()).as("the version after a change of nothing").isEqualTo(1);
    api.get("/contact-points/{id}/history", api.contact("none@example.org", "de").point())
        .body("items", empty());
  }
}

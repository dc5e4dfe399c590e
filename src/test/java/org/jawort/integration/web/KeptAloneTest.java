package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.OwnTenant;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactPointId;
import org.jawort.erasure.KeptProofs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Of several purposes of one person the proof is kept, and let go, each by itself. */
class KeptAloneTest {
  private final TestApi api = TestApi.fresh();
  private final OwnTenant tenant = new OwnTenant(api.server(), api.tenant());
  private final KeptProofs proofs = tenant.bean(KeptProofs.class);
  private TestApi.Made made;
  private UUID point;

  @BeforeEach
  void contact() {
    assertThat(
            tenant
                .bean(Purposes.class)
                .create(
                    tenant.id(),
                    "offers",
                    PurposeProfile.usual(new PurposeName("Angebote", "Offers"))))
        .as("a second purpose")
        .isPresent();
    made = api.contact("kept-" + UUID.randomUUID() + "@example.org", "de");
    point = UUID.fromString(made.point());
  }

  private void declare(String purpose) {
    var paper =
        Map.of(
            "purpose", purpose, "basis", "PAPER", "reference", "7", "at", tenant.now().toString());
    api.call()
        .contentType("application/json")
        .body(paper)
        .post("/contact-points/{point}/declarations", point)
        .then()
        .statusCode(201);
  }

  private void eraseButKeep() {
    api.call().delete("/contacts/{id}?keepProof=true", made.contact()).then().statusCode(200);
  }

  /** The events of which there is still something personal, by their purpose. */
  private List<String> evidence() {
    return tenant.list(
        String.class,
        """
        SELECT u.key || ' ' || e.type FROM consent_event e
        JOIN consent_evidence v ON v.tenant_id = e.tenant_id AND v.event_id = e.id
        JOIN purpose u ON u.tenant_id = e.tenant_id AND u.id = e.purpose_id
        WHERE e.tenant_id = ? AND e.contact_point_id = ? ORDER BY e.id
        """,
        tenant.id().value(),
        point);
  }

  private List<String> purposes() {
    return tenant.list(
        String.class,
        """
        SELECT u.key FROM kept_proof k
        JOIN purpose u ON u.tenant_id = k.tenant_id AND u.id = k.purpose_id
        WHERE k.tenant_id = ? AND k.contact_point_id = ? ORDER BY u.key
        """,
        tenant.id().value(),
        point);
  }

  private void until(String purpose, Duration fromNow) {
    int moved =
        tenant.update(
            """
            UPDATE kept_proof k SET until = ? FROM purpose u
            WHERE k.tenant_id = ? AND k.contact_point_id = ?
              AND u.tenant_id = k.tenant_id AND u.id = k.purpose_id AND u.key = ?
            """,
            Timestamp.from(tenant.now().plus(fromNow)),
            tenant.id().value(),
            point,
            purpose);
    assertThat(moved).as("kept proofs of %s whose day was moved", purpose).isEqualTo(1);
  }

  @Test
  @DisplayName("B-09 law 34 What was only asked for and never given is not kept as proof")
  void asked() {
    api.send("POST", "/contact-points/" + point + "/opt-in", "{\"purpose\":\"newsletter\"}")
        .statusCode(202);
    declare("offers");
    eraseButKeep();
    assertThat(purposes()).as("the purposes of which proof is kept").containsExactly("offers");
    assertThat(evidence())
        .as("the events of which something personal is kept")
        .containsExactly("offers DECLARED");
    assertThat(
            tenant.list(
                Long.class,
                "SELECT count(*) FROM kept_message WHERE tenant_id = ? AND contact_point_id = ?",
                tenant.id().value(),
                point))
        .as("mails kept that asked for another purpose")
        .containsExactly(0L);
  }

  @Test
  @DisplayName("B-09 law 34 Of the mails only the request for the consent is kept as proof")
  void requests() {
    api.send("POST", "/contact-points/" + point + "/opt-in", "{\"purpose\":\"newsletter\"}")
        .statusCode(202);
    String address =
        tenant
            .list(
                String.class,
                "SELECT address_key FROM contact_point WHERE tenant_id = ? AND id = ?",
                tenant.id().value(),
                point)
            .getFirst();
    UUID request = tenant.question(address).value();
    tenant.confirm(address);
    // The same mail once more, as if it had been an advertisement.
    tenant.update(
        """
        INSERT INTO message
        SELECT (jsonb_populate_record(m, jsonb_build_object(
          'id', ?::text, 'message_class', 'ADVERTISING', 'status', 'ACCEPTED', 'answer', '250 OK'))).*
        FROM message m WHERE m.tenant_id = ? AND m.id = ?
        """,
        UUID.randomUUID().toString(),
        tenant.id().value(),
        request);
    eraseButKeep();
    assertThat(
            tenant.list(
                UUID.class,
                "SELECT message_id FROM kept_message WHERE tenant_id = ? AND contact_point_id = ?",
                tenant.id().value(),
                point))
        .as("the mails that are kept beside the proof")
        .containsExactly(request);
  }

  @Test
  @DisplayName("B-09 law 34 Proof goes when its day has come, that of another purpose stays")
  void oneAfterTheOther() {
    declare("newsletter");
    declare("offers");
    eraseButKeep();
    until("offers", Duration.ZERO);
    until("newsletter", Duration.ofMillis(1));
    proofs.eraseDue();
    assertThat(purposes())
        .as("the proof that is kept a moment longer")
        .containsExactly("newsletter");
    assertThat(evidence())
        .as("the events of which something personal is kept a moment longer")
        .containsExactly("newsletter DECLARED");
    assertThat(proofs.show(tenant.id(), new ContactPointId(point)).orElseThrow().openings())
        .as("the events that can still be opened")
        .hasSize(1);
    api.server().clock().tick(Duration.ofMillis(1));
    proofs.eraseDue();
    assertThat(evidence()).as("what is left when both days have come").isEmpty();
    assertThat(proofs.show(tenant.id(), new ContactPointId(point)))
        .as("what can still be looked at when both days have come")
        .isEmpty();
  }
}

package org.jawort.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.jawort.OwnTenant;
import org.jawort.consent.proof.EventProof;
import org.jawort.consent.proof.TransparencyLog;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.PurposeVersion;
import org.jawort.consent.purpose.Purposes;
import org.jawort.consent.purpose.WordingOutcome;
import org.jawort.consent.purpose.Wordings;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Language;
import org.jawort.tenant.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whoever agrees to words consents to what the purpose said when they were written. */
class PurposeOfSignUpTest {
  private final OwnTenant tenant = OwnTenant.fresh();
  private final Purposes purposes = tenant.bean(Purposes.class);

  private void rename() {
    purposes.change(
        tenant.id(),
        tenant.newsletter(),
        PurposeProfile.usual(new PurposeName("Werbung aller Art", "Advertising of all kinds")));
  }

  private void publish(Language language) {
    Wordings wordings = tenant.bean(Wordings.class);
    var latest =
        wordings.history(tenant.id(), tenant.newsletter(), language, Channel.EMAIL).getFirst();
    assertThat(
            wordings.supersede(
                tenant.id(),
                tenant.newsletter(),
                language,
                Channel.EMAIL,
                latest.text(),
                latest.version(),
                new UserId(UUID.randomUUID())))
        .as("publishing the same words for what the purpose says now")
        .isInstanceOf(WordingOutcome.Done.class);
  }

  private List<String> names(ContactPointId point) {
    return tenant.bean(History.class).of(tenant.id(), point).stream()
        .map(HistoryEntry::asked)
        .map(PurposeVersion::name)
        .map(PurposeName::german)
        .distinct()
        .toList();
  }

  private ContactPointId signedUp() {
    String address = "version-" + UUID.randomUUID() + "@example.org";
    tenant.signUp(address);
    return tenant.point(address);
  }

  @Test
  @DisplayName("law 14 Until new words are written, a sign-up is about what the old ones said")
  void signUp() {
    rename();
    assertThat(names(signedUp())).containsExactly("Newsletter");
    publish(Language.DE);
    assertThat(names(signedUp()))
        .as("while the English words are the old ones")
        .containsExactly("Newsletter");
    publish(Language.EN);
    assertThat(names(signedUp())).containsExactly("Werbung aller Art");
  }

  @Test
  @DisplayName(
      "law 14 Whoever was asked before the change and answers after it consents to the old")
  void answeredLater() {
    String address = "answer-" + UUID.randomUUID() + "@example.org";
    tenant.signUp(address);
    rename();
    publish(Language.DE);
    publish(Language.EN);
    tenant.confirm(address);
    ContactPointId point = tenant.point(address);
    assertThat(names(point)).containsExactly("Newsletter");
    assertThat(tenant.bean(Statuses.class).of(tenant.id(), List.of(point)).get(point).getFirst())
        .satisfies(
            status -> {
              assertThat(status.name().german()).isEqualTo("Werbung aller Art");
              assertThat(status.asked()).extracting(PurposeVersion::number).isEqualTo(1);
            });
  }

  @Test
  @DisplayName("Nobody but the ledger says what a consent is about: key and versions stay")
  void unchangeable() {
    for (String sql :
        List.of(
            "UPDATE purpose SET key = 'other' WHERE tenant_id = ?",
            "UPDATE purpose_version SET calls = true WHERE tenant_id = ?",
            "DELETE FROM purpose_version WHERE tenant_id = ?",
            "UPDATE wording SET purpose_version = 2 WHERE tenant_id = ?",
            "UPDATE consent_event SET purpose_version = 2 WHERE tenant_id = ?")) {
      assertThatThrownBy(() -> tenant.update(sql, tenant.id().value()))
          .as(sql)
          .hasStackTraceContaining("permission denied");
    }
  }

  @Test
  @DisplayName("B-02 Status rows that claim more than was consented to are a difference")
  void claimed() {
    ContactPointId point = signedUp();
    tenant.update(
        "UPDATE consent SET calls = true WHERE tenant_id = ? AND contact_point_id = ?",
        tenant.id().value(),
        point.value());
    Statuses statuses = tenant.bean(Statuses.class);
    assertThat(statuses.differences(tenant.id()))
        .extracting(StatusDifference::contactPoint)
        .contains(point);
    statuses.rebuild(tenant.id());
    assertThat(statuses.differences(tenant.id()))
        .extracting(StatusDifference::contactPoint)
        .doesNotContain(point);
  }

  @Test
  @DisplayName("B-02 The log commits to what the purpose said")
  void committed() {
    ContactPointId point = signedUp();
    EventId event = tenant.bean(History.class).of(tenant.id(), point).getFirst().id();
    TransparencyLog log = tenant.bean(TransparencyLog.class);
    org.jawort.Await.until(
        "the event is sealed", () -> log.proofOf(tenant.id(), event) instanceof EventProof.Sealed);
    assertThat(log.openingsOf(tenant.id(), java.util.Set.of(event)).get(event).record())
        .contains("\"purposeVersion\":{\"calls\":false", "\"names\":{\"de\":\"Newsletter\"");
  }
}

package org.jawort.optin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jawort.OwnTenant;
import org.jawort.TestServer;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.Consents;
import org.jawort.consent.Evidence;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.Withdrawal;
import org.jawort.consent.permission.MessageClass;
import org.jawort.optin.AnswerOutcome;
import org.jawort.optin.OptInRequestOutcome;
import org.jawort.optin.OptIns;
import org.jawort.tenant.Actor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sign-ups that were refused go like those that nobody answered; the "no" stays. */
class RefusedErasureTest {
  private final TestServer server = TestServer.timeTraveller();
  private final OwnTenant tenant = new OwnTenant(server, server.tenant());
  private final String address = "refused-" + UUID.randomUUID() + "@example.org";

  private void days(int days) {
    server.clock().tick(Duration.ofDays(days));
    server.bean(UnconfirmedErasure.class).eraseDue();
  }

  private List<String> suppressed() {
    return tenant.list(
        String.class, "SELECT reason FROM suppression WHERE tenant_id = ?", tenant.id().value());
  }

  private OptInRequestOutcome ask() {
    StatedBasis basis = StatedBasis.of(AskingBasis.ASKED_IN_PERSON, null, tenant.now());
    return tenant
        .bean(OptIns.class)
        .request(
            tenant.id(),
            List.of(tenant.point(address)),
            tenant.newsletter(),
            basis,
            Actor.staff(UUID.randomUUID()),
            "STAFF")
        .getFirst();
  }

  @Test
  @DisplayName(
      "law 23 law 36 refused in the mail: erased after 14 days, and nobody else asks again")
  void refused() {
    tenant.signUp(address);
    tenant.refuse(tenant.question(address));
    days(13);
    assertThat(tenant.knows(address)).isTrue();
    days(2);
    assertThat(tenant.knows(address)).isFalse();
    assertThat(suppressed()).containsExactly("REFUSAL");
    // Somebody signs the address up again: only its owner ends the "no".
    tenant.signUp(address);
    assertThat(tenant.may(address, MessageClass.ADVERTISING)).isEqualTo("SUPPRESSED");
    days(15);
    server.bean(RunEngine.class).advanceDue();
    days(15);
    assertThat(suppressed()).containsExactly("REFUSAL");
    tenant.signUp(address);
    assertThat(ask()).isInstanceOf(OptInRequestOutcome.Suppressed.class);
    assertThat(tenant.confirm(address)).isEqualTo(AnswerOutcome.DONE);
    assertThat(suppressed()).isEmpty();
    assertThat(tenant.may(address, MessageClass.ADVERTISING)).isEqualTo("CONFIRMED");
    days(30);
    assertThat(tenant.knows(address)).isTrue();
  }

  @Test
  @DisplayName("law 23 likewise who unsubscribed before confirming; who withdrew stays")
  void unsubscribed() {
    String withdrew = "withdrew-" + address;
    tenant.signUp(address);
    unsubscribe(address);
    tenant.confirmed(withdrew);
    unsubscribe(withdrew);
    days(15);
    assertThat(tenant.knows(address)).isFalse();
    assertThat(tenant.knows(withdrew)).isTrue();
    assertThat(suppressed()).containsExactly("REFUSAL");
  }

  private void unsubscribe(String address) {
    var said = new Withdrawal(null, null, "LINK", Evidence.of(null));
    tenant
        .bean(Consents.class)
        .unsubscribe(tenant.id(), tenant.point(address), tenant.newsletter(), said);
  }
}

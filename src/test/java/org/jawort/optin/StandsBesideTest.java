package org.jawort.optin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.OwnTenant;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.Basis;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.Declaration;
import org.jawort.consent.Recording;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.Statuses;
import org.jawort.consent.declaration.StatementOutcome;
import org.jawort.consent.declaration.StatementTarget;
import org.jawort.consent.declaration.Statements;
import org.jawort.consent.permission.MessageClass;
import org.jawort.delivery.MessageId;
import org.jawort.optin.engine.PassingTime;
import org.jawort.platform.Tokens;
import org.jawort.tenant.Actor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Somebody signs up an address whose owner said no: who that was is not proven. */
class StandsBesideTest {
  private final OwnTenant tenant = OwnTenant.fresh();
  private final String address = "no-" + UUID.randomUUID() + "@example.org";

  @AfterEach
  void theLedgerSaysTheSame() {
    assertThat(tenant.bean(Statuses.class).differences(tenant.id())).isEmpty();
  }

  private void unsubscribes(MessageId mail) {
    String page =
        given()
            .baseUri(tenant.server().url())
            .post(tenant.link(Tokens.Kind.UNSUBSCRIBE, mail))
            .asString();
    assertThat(page).contains("abgemeldet").doesNotContain("bereits");
  }

  private StatementOutcome declare() {
    var by =
        new Recording(
            tenant.id(), tenant.newsletter(), Actor.staff(UUID.randomUUID()), "STAFF_ENTRY");
    Declaration paper =
        Declaration.builder().basis(Basis.PAPER).reference("folder 7").at(tenant.now()).build();
    return tenant
        .bean(Statements.class)
        .declare(by, List.of(StatementTarget.blind(tenant.point(address))), paper)
        .getFirst();
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

  private void nobodyLiftsIt(String no) {
    assertThat(tenant.status(address)).isEqualTo(no);
    assertThat(tenant.may(address, MessageClass.OPT_IN)).isEqualTo(no);
    assertThat(ask()).isInstanceOf(OptInRequestOutcome.ForbiddenByStatus.class);
  }

  private void theMailGoesOut(MessageId mail) {
    String sql = "SELECT status FROM message WHERE tenant_id = ? AND id = ?";
    Await.until(
        "the mail was handed over",
        () -> tenant.list(String.class, sql, tenant.id().value(), mail.value()).getFirst(),
        "ACCEPTED"::equals);
  }

  @Test
  @DisplayName("S1-02 law 32 an unconfirmed sign-up leaves a withdrawal as it was, also afterwards")
  void withdrawn() {
    unsubscribes(tenant.confirmed(address));
    tenant.server().clock().tick(Duration.ofMinutes(1));
    assertThat(tenant.signUp(address)).isEqualTo(SignUpOutcome.STARTED);
    MessageId mail = tenant.question(address);
    nobodyLiftsIt("REVOKED");
    assertThat(tenant.may(address, MessageClass.ADVERTISING)).isEqualTo("BLOCKED_UNSUBSCRIBED");
    theMailGoesOut(mail);
    nobodyLiftsIt("REVOKED");
    assertThat(declare())
        .isEqualTo(
            new StatementOutcome.Refused(ConsentStatus.REVOKED, StatementOutcome.Reason.WITHDRAWN));
    PassingTime.pass(tenant, Duration.ofDays(8));
    nobodyLiftsIt("REVOKED");
    assertThat(tenant.may(address, MessageClass.ADVERTISING)).isEqualTo("BLOCKED_UNSUBSCRIBED");
    assertThat(tenant.story(address)).endsWith("REVOKED", "SIGNED_UP", "LAPSED");
    assertThat(declare()).isInstanceOf(StatementOutcome.Refused.class);
    assertThat(tenant.confirm(mail)).isEqualTo(AnswerOutcome.OVERTAKEN);
    tenant.signUp(address);
    assertThat(tenant.confirm(address)).isEqualTo(AnswerOutcome.DONE);
    assertThat(tenant.may(address, MessageClass.ADVERTISING)).isEqualTo("CONFIRMED");
  }

  @Test
  @DisplayName(
      "S1-02 likewise a refusal; \"no\" to the request beside it is one more in the ledger")
  void refused() {
    tenant.signUp(address);
    assertThat(tenant.refuse(tenant.question(address))).isEqualTo(AnswerOutcome.DONE);
    tenant.signUp(address);
    MessageId mail = tenant.question(address);
    nobodyLiftsIt("REFUSED");
    assertThat(tenant.refuse(mail)).isEqualTo(AnswerOutcome.DONE);
    nobodyLiftsIt("REFUSED");
    assertThat(tenant.story(address)).endsWith("REFUSED", "SIGNED_UP", "REFUSED");
    assertThat(tenant.refuse(mail)).isEqualTo(AnswerOutcome.ALREADY);
    assertThat(tenant.confirm(mail)).isEqualTo(AnswerOutcome.OVERTAKEN);
    // Two mails within the hour are all that a mailbox gets.
    tenant.server().clock().tick(Duration.ofDays(1));
    tenant.signUp(address);
    tenant.signUp(address);
    assertThat(tenant.confirm(address)).isEqualTo(AnswerOutcome.DONE);
    assertThat(tenant.status(address)).isEqualTo("CONFIRMED");
  }

  @Test
  @DisplayName("law 32 unsubscribing ends the request beside an earlier withdrawal, and is stored")
  void unsubscribedAgain() {
    MessageId first = tenant.confirmed(address);
    unsubscribes(first);
    tenant.signUp(address);
    MessageId second = tenant.question(address);
    unsubscribes(first);
    assertThat(tenant.story(address)).endsWith("REVOKED", "SIGNED_UP", "REFUSED");
    assertThat(tenant.confirm(second)).isEqualTo(AnswerOutcome.OVERTAKEN);
    assertThat(tenant.status(address)).isEqualTo("REVOKED");
    String again =
        given()
            .baseUri(tenant.server().url())
            .post(tenant.link(Tokens.Kind.UNSUBSCRIBE, first))
            .asString();
    assertThat(again).contains("bereits abgemeldet");
    assertThat(tenant.story(address)).endsWith("REVOKED", "SIGNED_UP", "REFUSED");
  }
}

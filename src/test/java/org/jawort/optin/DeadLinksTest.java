package org.jawort.optin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.time.Duration;
import java.util.UUID;
import org.jawort.OwnTenant;
import org.jawort.consent.EventType;
import org.jawort.consent.Statuses;
import org.jawort.contact.Contact;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactId;
import org.jawort.contact.Contacts;
import org.jawort.contact.MasterData;
import org.jawort.contact.merge.MergeOutcome;
import org.jawort.contact.merge.Merges;
import org.jawort.contact.merge.Merging;
import org.jawort.delivery.MessageId;
import org.jawort.platform.Tokens;
import org.jawort.tenant.Actor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A link answers for its own run alone; used, superseded or ended it is dead for good. */
class DeadLinksTest {
  private final OwnTenant tenant = OwnTenant.fresh();
  private final String address = "dead-" + UUID.randomUUID() + "@example.org";

  @AfterEach
  void theLedgerSaysTheSame() {
    assertThat(tenant.bean(Statuses.class).differences(tenant.id())).isEmpty();
  }

  private Response press(Tokens.Kind kind, MessageId mail) {
    return given().baseUri(tenant.server().url()).post(tenant.link(kind, mail));
  }

  private Response open(Tokens.Kind kind, MessageId mail) {
    return given().baseUri(tenant.server().url()).get(tenant.link(kind, mail));
  }

  private MessageId next() {
    tenant.server().clock().tick(Duration.ofMinutes(1));
    tenant.signUp(address);
    return tenant.question(address);
  }

  @Test
  @DisplayName("B-03 law 12 confirmed, withdrawn, signed up by a stranger: the used link is dead")
  void used() {
    MessageId old = tenant.confirmed(address);
    press(Tokens.Kind.UNSUBSCRIBE, old);
    MessageId newest = next();
    assertThat(open(Tokens.Kind.CONFIRM, old).statusCode()).isEqualTo(410);
    assertThat(press(Tokens.Kind.CONFIRM, old).statusCode()).isEqualTo(410);
    assertThat(tenant.status(address)).isEqualTo("REVOKED");
    press(Tokens.Kind.REFUSE, old);
    assertThat(tenant.confirm(newest)).isEqualTo(AnswerOutcome.DONE);
    assertThat(tenant.status(address)).isEqualTo("CONFIRMED");
  }

  @Test
  @DisplayName("B-03 refused, and signed up again: neither link of the first request acts on it")
  void refused() {
    tenant.signUp(address);
    MessageId old = tenant.question(address);
    tenant.refuse(old);
    MessageId newest = next();
    assertThat(press(Tokens.Kind.CONFIRM, old).statusCode()).isEqualTo(410);
    assertThat(press(Tokens.Kind.REFUSE, old).asString()).contains("älteren Anfrage", "/u/");
    assertThat(tenant.status(address)).isEqualTo("REFUSED");
    assertThat(tenant.confirm(newest)).isEqualTo(AnswerOutcome.DONE);
  }

  @Test
  @DisplayName("B-03 lapsed, and signed up again: the old link says that there is a newer one")
  void lapsed() {
    tenant.signUp(address);
    MessageId old = tenant.question(address);
    tenant.update(
        "UPDATE run SET status = 'LAPSED', ended_at = started_at WHERE tenant_id = ?",
        tenant.id().value());
    tenant.happens(tenant.point(address), tenant.newsletter(), EventType.LAPSED, Actor.PROCESS);
    MessageId newest = next();
    Response confirm = press(Tokens.Kind.CONFIRM, old);
    assertThat(confirm.statusCode()).isEqualTo(410);
    assertThat(confirm.asString()).contains("inzwischen gibt es eine neue");
    assertThat(open(Tokens.Kind.CONFIRM, old).asString()).contains("inzwischen gibt es eine neue");
    assertThat(open(Tokens.Kind.REFUSE, old).asString()).contains("noch offen", "/u/");
    assertThat(tenant.refuse(old)).isEqualTo(AnswerOutcome.SUPERSEDED);
    assertThat(tenant.status(address)).isEqualTo("PENDING");
    assertThat(tenant.confirm(newest)).isEqualTo(AnswerOutcome.DONE);
  }

  @Test
  @DisplayName("S1-07 a \"no\" after the time was over is honoured as long as the link is valid")
  void noAfterwards() {
    tenant.signUp(address);
    MessageId mail = tenant.question(address);
    tenant.update(
        "UPDATE run SET status = 'LAPSED', ended_at = started_at WHERE tenant_id = ?",
        tenant.id().value());
    tenant.happens(tenant.point(address), tenant.newsletter(), EventType.LAPSED, Actor.PROCESS);
    assertThat(open(Tokens.Kind.REFUSE, mail).asString()).contains("<button");
    assertThat(press(Tokens.Kind.REFUSE, mail).asString()).contains("Sie haben abgelehnt");
    assertThat(tenant.status(address)).isEqualTo("REFUSED");
  }

  @Test
  @DisplayName("S2-05 B-03 merging two contacts brings no link back to life, and lifts no \"no\"")
  void merged() {
    MessageId old = tenant.confirmed(address);
    press(Tokens.Kind.UNSUBSCRIBE, old);
    String other = "yes-" + UUID.randomUUID() + "@example.org";
    tenant.confirmed(other);
    merge(card(other), card(address));
    assertThat(tenant.status(address)).isEqualTo("REVOKED");
    assertThat(tenant.status(other)).isEqualTo("CONFIRMED");
    MessageId newest = next();
    assertThat(press(Tokens.Kind.CONFIRM, old).statusCode()).isEqualTo(410);
    assertThat(tenant.status(address)).isEqualTo("REVOKED");
    assertThat(tenant.status(other)).isEqualTo("CONFIRMED");
    assertThat(tenant.confirm(newest)).isEqualTo(AnswerOutcome.DONE);
  }

  private ContactCard card(String address) {
    String sql = "SELECT contact_id FROM contact_point WHERE tenant_id = ? AND id = ?";
    UUID contact =
        tenant.list(UUID.class, sql, tenant.id().value(), tenant.point(address).value()).getFirst();
    return tenant.bean(Contacts.class).find(tenant.id(), new ContactId(contact)).orElseThrow();
  }

  private static MasterData data(Contact contact) {
    return new MasterData(
        contact.kind(),
        contact.firstName(),
        contact.lastName(),
        contact.company(),
        contact.language());
  }

  private void merge(ContactCard stays, ContactCard goes) {
    Contact one = stays.contact();
    Contact two = goes.contact();
    var wish = new Merging(one.id(), two.id(), one.updatedAt(), two.updatedAt(), data(one));
    MergeOutcome outcome =
        tenant.bean(Merges.class).merge(tenant.id(), wish, Actor.staff(UUID.randomUUID()));
    assertThat(outcome).isInstanceOf(MergeOutcome.Done.class);
  }
}

package org.jawort.campaign.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.OwnTenant;
import org.jawort.campaign.Campaigns;
import org.jawort.consent.CampaignVersion;
import org.jawort.consent.EventType;
import org.jawort.consent.Statuses;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.permission.Permissions;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.address.Channel;
import org.jawort.delivery.MessageId;
import org.jawort.delivery.NewMessage;
import org.jawort.delivery.Outbox;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.Tokens;
import org.jawort.tenant.Actor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Unsubscribing by the link of a mail, wherever its reader stands for its purpose. */
class NoFromEveryStatusTest {
  private final OwnTenant tenant = OwnTenant.fresh();
  private final String address = "every-" + UUID.randomUUID() + "@example.org";
  private ContactPointId point;
  private PurposeId offers;

  @BeforeEach
  void known() {
    tenant.confirmed(address);
    point = tenant.point(address);
    offers = purpose("offers");
  }

  private PurposeId purpose(String key) {
    return tenant
        .bean(Purposes.class)
        .create(tenant.id(), key, PurposeProfile.usual(new PurposeName("Angebote", "Offers")))
        .orElseThrow()
        .id();
  }

  private void stands(String story) {
    Arrays.stream(story.split(" "))
        .filter(type -> !type.equals("-"))
        .map(EventType::valueOf)
        .forEach(
            type ->
                tenant.happens(
                    point,
                    offers,
                    type,
                    switch (type) {
                      case SENT -> Actor.SYSTEM;
                      case LAPSED -> Actor.PROCESS;
                      case DECLARED -> Actor.staff(UUID.randomUUID());
                      default -> Actor.RECIPIENT;
                    }));
  }

  private MessageId mail(MessageClass kind) {
    var id = new MessageId(tenant.bean(Ids.class).next());
    return tenant
        .bean(Database.class)
        .write(
            tenant.id(),
            connection -> {
              CampaignVersion campaign =
                  tenant.bean(Campaigns.class).confirmation(connection, tenant.id(), Language.DE);
              NewMessage message =
                  NewMessage.to(tenant.id(), point, id).about(kind, offers, campaign, tenant.now());
              tenant.bean(Outbox.class).queue(connection, List.of(message));
              return id;
            });
  }

  private String fate(MessageId mail) {
    String sql =
        "SELECT concat_ws(' ', status, answer) FROM message WHERE tenant_id = ? AND id = ?";
    return Await.until(
        "the mail went its way",
        () -> tenant.list(String.class, sql, tenant.id().value(), mail.value()).getFirst(),
        fate -> !fate.startsWith("QUEUED"));
  }

  private String press(MessageId mail, Map<String, String> fields) {
    return tenant
        .server()
        .browser()
        .header("User-Agent", "Firefox")
        .postBare(tenant.link(Tokens.Kind.UNSUBSCRIBE, mail), fields)
        .body();
  }

  private List<String> said() {
    return tenant.list(
        String.class,
        """
        SELECT concat_ws(' ', e.type, e.status, e.actor, v.content ->> 'userAgent')
        FROM consent_event e
        JOIN consent_evidence v ON v.tenant_id = e.tenant_id AND v.event_id = e.id
        WHERE e.tenant_id = ? AND e.contact_point_id = ? AND e.purpose_id = ?
          AND e.type IN ('REFUSED', 'REVOKED')
        """,
        tenant.id().value(),
        point.value(),
        offers.value());
  }

  @ParameterizedTest
  @CsvSource({
    "-, REFUSED",
    "SIGNED_UP, REFUSED",
    "SIGNED_UP SENT, REFUSED",
    "SIGNED_UP LAPSED, REFUSED",
    "SIGNED_UP CONFIRMED, REVOKED",
    "DECLARED, REVOKED"
  })
  @DisplayName("S1-02 law 31 law 32 a \"no\" is honoured and stored, and the next mail stays here")
  void everyStatus(String story, String after) {
    stands(story);
    MessageId mail = mail(MessageClass.NOTICE);
    assertThat(fate(mail)).doesNotStartWith("WITHHELD");
    assertThat(press(mail, Map.of())).contains("Sie sind abgemeldet").doesNotContain("bereits");
    assertThat(tenant.status(point, offers)).isEqualTo(after);
    assertThat(said()).containsExactly(after + " " + after + " RECIPIENT Firefox");
    assertThat(fate(mail(MessageClass.NOTICE))).isEqualTo("WITHHELD " + after);
    assertThat(press(mail, Map.of())).contains("bereits abgemeldet");
    assertThat(said()).hasSize(1);
    assertThat(tenant.bean(Statuses.class).differences(tenant.id())).isEmpty();
  }

  @Test
  @DisplayName("law 33 likewise by one click, of somebody who was never asked")
  void oneClick() {
    MessageId mail = mail(MessageClass.NOTICE);
    assertThat(press(mail, Map.of("List-Unsubscribe", "One-Click"))).isEqualTo("Unsubscribed\n");
    assertThat(said()).containsExactly("REFUSED REFUSED RECIPIENT Firefox");
    assertThat(fate(mail(MessageClass.NOTICE))).startsWith("WITHHELD");
  }

  @Test
  @DisplayName("law 26 law 53 to a mail for customers it is an objection, and ends all advertising")
  void customers() {
    PurposeId birthdays = purpose("birthdays");
    MessageId mail = mail(MessageClass.EXISTING_CUSTOMER);
    assertThat(press(mail, Map.of())).contains("Sie sind abgemeldet");
    assertThat(tenant.status(point, offers)).isEqualTo("REFUSED");
    assertThat(tenant.status(point, birthdays)).isEqualTo("REFUSED");
    assertThat(tenant.status(address)).isEqualTo("REVOKED");
    assertThat(tenant.story(address)).contains("OBJECTED");
    // A consent of their own lifts the block, and nothing else.
    tenant.signUp(address);
    tenant.confirm(address);
    assertThat(tenant.may(address, MessageClass.ADVERTISING)).isEqualTo("CONFIRMED");
    PurposeId later = purpose("later");
    for (MessageClass kind :
        List.of(
            MessageClass.ADVERTISING,
            MessageClass.EXISTING_CUSTOMER,
            MessageClass.NOTICE,
            MessageClass.OPT_IN)) {
      assertThat(
              tenant
                  .bean(Permissions.class)
                  .ask(tenant.id(), Channel.EMAIL, address, "later", kind)
                  .reason())
          .as("%s for %s", kind, later)
          .isEqualTo("OBJECTED");
    }
    assertThat(press(mail, Map.of())).contains("Sie sind abgemeldet");
    assertThat(press(mail, Map.of())).contains("bereits abgemeldet");
    assertThat(tenant.bean(Statuses.class).differences(tenant.id())).isEmpty();
  }
}

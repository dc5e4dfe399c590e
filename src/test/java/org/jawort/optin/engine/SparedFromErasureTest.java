package org.jawort.optin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.OwnTenant;
import org.jawort.consent.EventType;
import org.jawort.consent.MailBlockChanges;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactId;
import org.jawort.contact.Contacts;
import org.jawort.contact.MailBlock;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.Database;
import org.jawort.tenant.Actor;
import org.jawort.tenant.UserId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who never confirmed a sign-up, and what else is known of them when it lapses. */
class SparedFromErasureTest {
  private static final List<String> PEOPLE =
      List.of("nothing", "bounced", "blocked", "consented", "second", "merged");

  private final OwnTenant tenant = OwnTenant.fresh();
  private final String domain = "@" + UUID.randomUUID() + ".example.org";
  private PurposeId offers;

  @BeforeEach
  void offers() {
    offers =
        tenant
            .bean(Purposes.class)
            .create(
                tenant.id(), "offers", PurposeProfile.usual(new PurposeName("Angebote", "Offers")))
            .orElseThrow()
            .id();
  }

  private void tick(Duration time) {
    PassingTime.pass(tenant, time);
    tenant.bean(UnconfirmedErasure.class).eraseDue();
  }

  private ContactId contact(String person) {
    return new ContactId(
        tenant
            .list(
                UUID.class,
                "SELECT contact_id FROM contact_point WHERE tenant_id = ? AND id = ?",
                tenant.id().value(),
                tenant.point(person + domain).value())
            .getFirst());
  }

  private void bounces(String person) {
    var report =
        new MailBlockChanges.Report(
            tenant.id(),
            tenant.point(person + domain),
            MailBlock.HARD_BOUNCE,
            "BOUNCE",
            null,
            null,
            tenant.now());
    tenant
        .bean(Database.class)
        .write(
            tenant.id(),
            connection -> {
              tenant.bean(MailBlockChanges.class).report(connection, List.of(report));
              return report;
            });
  }

  private void second(String person) {
    CheckedAddress address =
        CheckedAddress.parse(Channel.EMAIL, "second-address" + domain).orElseThrow();
    tenant.bean(Contacts.class).add(tenant.id(), contact(person), address);
    declares("second-address");
  }

  private void declares(String person) {
    tenant.happens(
        tenant.point(person + domain), offers, EventType.DECLARED, Actor.staff(UUID.randomUUID()));
  }

  /** As a merge with a contact of another origin leaves it. */
  private void merged(String person) {
    tenant.update(
        "UPDATE contact SET origin = 'API' WHERE tenant_id = ? AND id = ?",
        tenant.id().value(),
        contact(person).value());
  }

  private Map<String, String> blocks() {
    var blocks = new LinkedHashMap<String, String>();
    for (String person : PEOPLE) {
      blocks.put(
          person,
          tenant
              .list(
                  String.class,
                  "SELECT coalesce(mail_block, 'none') FROM contact_point"
                      + " WHERE tenant_id = ? AND id = ?",
                  tenant.id().value(),
                  tenant.point(person + domain).value())
              .getFirst());
    }
    return blocks;
  }

  @Test
  @DisplayName("law 23 S1-07 Who is known for more than a lapsed sign-up stays, and all others go")
  void spared() {
    PEOPLE.forEach(person -> tenant.signUp(person + domain));
    bounces("bounced");
    tenant
        .bean(MailBlockChanges.class)
        .set(
            tenant.id(), tenant.point("blocked" + domain), new UserId(UUID.randomUUID()), "a call");
    declares("consented");
    tick(Duration.ofDays(8));
    assertThat(blocks())
        .as("the mail blocks of those whose sign-up lapsed")
        .isEqualTo(
            Map.of(
                "nothing", "LAPSED",
                "bounced", "HARD_BOUNCE",
                "blocked", "STAFF",
                "consented", "NEW",
                "second", "LAPSED",
                "merged", "LAPSED"));
    second("second");
    merged("merged");
    tick(Duration.ofDays(7));
    PassingTime.erases(tenant, "nothing" + domain, "bounced" + domain);
    assertThat(PEOPLE.stream().filter(person -> tenant.knows(person + domain)))
        .as("those who are still known two weeks after their sign-up")
        .containsExactly("blocked", "consented", "second", "merged");
  }
}

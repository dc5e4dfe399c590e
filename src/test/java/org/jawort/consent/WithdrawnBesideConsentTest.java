package org.jawort.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jawort.OwnTenant;
import org.jawort.consent.declaration.StatementOutcome;
import org.jawort.consent.declaration.StatementTarget;
import org.jawort.consent.declaration.Statements;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.tenant.Actor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Staff record a withdrawal of somebody who may have consented to something else as well. */
class WithdrawnBesideConsentTest {
  private static final Actor STAFF = Actor.staff(UUID.randomUUID());

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

  private StatementTarget confirmed(String person) {
    tenant.signUp(person + domain);
    tenant.confirm(person + domain);
    return StatementTarget.blind(tenant.point(person + domain));
  }

  private void also(String person, EventType... events) {
    for (EventType event : events) {
      Actor actor = event == EventType.DECLARED ? STAFF : Actor.RECIPIENT;
      tenant.happens(tenant.point(person + domain), offers, event, actor);
    }
  }

  /** The name of each with its mail block. */
  private List<String> blocks() {
    return tenant.list(
        String.class,
        """
        SELECT split_part(address_key, '@', 1) || ' ' || coalesce(mail_block, 'none')
        FROM contact_point WHERE tenant_id = ? ORDER BY 1
        """,
        tenant.id().value());
  }

  @Test
  @DisplayName("law 31 S1-02 The last consent that is withdrawn blocks the address, no other does")
  void withdrawn() {
    List<StatementTarget> all =
        List.of(
            confirmed("alone"),
            confirmed("confirmed"),
            confirmed("declared"),
            confirmed("revoked"));
    also("confirmed", EventType.SIGNED_UP, EventType.CONFIRMED);
    also("declared", EventType.DECLARED);
    also("revoked", EventType.SIGNED_UP, EventType.CONFIRMED, EventType.REVOKED);
    var by = new Recording(tenant.id(), tenant.newsletter(), STAFF, "STAFF_ENTRY");
    List<StatementOutcome> acted =
        tenant.bean(Statements.class).withdraw(by, all, Declaration.of(tenant.now(), "by phone"));
    assertThat(acted)
        .as("what became of each")
        .hasSize(4)
        .allMatch(a -> a instanceof StatementOutcome.Done);
    assertThat(blocks())
        .as("the mail blocks of those who withdrew, by what else they had consented to")
        .containsExactly(
            "alone UNSUBSCRIBED", "confirmed none", "declared none", "revoked UNSUBSCRIBED");
  }
}

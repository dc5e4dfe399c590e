package org.jawort.optin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jawort.OwnTenant;
import org.jawort.campaign.Campaigns;
import org.jawort.consent.EventType;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessChangeOutcome;
import org.jawort.optin.process.ProcessDraft;
import org.jawort.optin.step.Step;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.tenant.Actor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A process signs off at its end, and nobody is cut off from what else they consented to. */
class SignedOffTest {
  private final OwnTenant tenant = OwnTenant.fresh();
  private final String domain = "@" + UUID.randomUUID() + ".example.org";

  /** A day to confirm; a day later whoever is still there is signed off, confirmed or not. */
  private void online() {
    UUID ask =
        tenant
            .bean(Database.class)
            .read(
                tenant.id(),
                connection ->
                    tenant
                        .bean(Campaigns.class)
                        .confirmation(connection, tenant.id(), Language.DE)
                        .campaign());
    List<Step> steps =
        List.of(
            new Step.SendCampaign("send", ask, "wait"),
            new Step.WaitForConfirmation("wait", 1, "stay", "later"),
            new Step.Wait("stay", 1, 0, "off"),
            new Step.Wait("later", 1, 0, "off"),
            new Step.Unsubscribe("off"));
    OptInProcesses processes = tenant.bean(OptInProcesses.class);
    UUID by = UUID.randomUUID();
    ProcessDraft draft = processes.create(tenant.id(), by, Language.DE, "Auf Zeit");
    ProcessChangeOutcome saved =
        processes.saveDraft(tenant.id(), by, draft.process(), draft.revision(), steps);
    assertThat(saved).as("%s", saved).isInstanceOf(ProcessChangeOutcome.Saved.class);
    int revision = ((ProcessChangeOutcome.Saved) saved).draft().revision();
    ProcessChangeOutcome change = processes.activate(tenant.id(), by, draft.process(), revision);
    assertThat(change).as("%s", change).isInstanceOf(ProcessChangeOutcome.Activated.class);
  }

  private void tick(Duration time) {
    PassingTime.pass(tenant, time);
  }

  /** With another purpose that both consented to who are called "other". */
  private void declare(String person) {
    PurposeId offers =
        tenant
            .bean(Purposes.class)
            .byKey(tenant.id(), "offers")
            .orElseGet(
                () ->
                    tenant
                        .bean(Purposes.class)
                        .create(
                            tenant.id(),
                            "offers",
                            PurposeProfile.usual(new PurposeName("Angebote", "Offers")))
                        .orElseThrow())
            .id();
    tenant.happens(
        tenant.point(person + domain), offers, EventType.DECLARED, Actor.staff(UUID.randomUUID()));
  }

  /** Status and block of each, by name. */
  private List<String> all() {
    return tenant.list(
        String.class,
        """
        SELECT concat_ws(' ', split_part(p.address_key, '@', 1), c.status,
                         coalesce(p.mail_block, 'none'))
        FROM contact_point p
        JOIN consent c ON c.tenant_id = p.tenant_id AND c.contact_point_id = p.id
        WHERE p.tenant_id = ? AND c.purpose_id = ? ORDER BY 1
        """,
        tenant.id().value(),
        tenant.newsletter().value());
  }

  @Test
  @DisplayName("S1-07 S1-02 Who is signed off keeps the way open for another purpose")
  void signedOff() {
    online();
    for (String person : List.of("confirmed", "confirmed-other", "silent", "silent-other")) {
      tenant.signUp(person + domain);
    }
    declare("confirmed-other");
    declare("silent-other");
    tick(Duration.ofMinutes(1));
    tenant.confirm("confirmed" + domain);
    tenant.confirm("confirmed-other" + domain);
    tick(Duration.ofHours(25));
    tick(Duration.ofHours(25));
    assertThat(all())
        .as("status and block of all who were signed off")
        .containsExactly(
            "confirmed REVOKED UNSUBSCRIBED",
            "confirmed-other REVOKED none",
            "silent LAPSED LAPSED",
            "silent-other LAPSED NEW");
  }
}

package org.jawort.optin.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jawort.OwnTenant;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.optin.engine.RunEngine;
import org.jawort.optin.process.OptInProcess;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.trial.NewTrial;
import org.jawort.optin.trial.TrialId;
import org.jawort.optin.trial.TrialOutcome;
import org.jawort.optin.trial.Trials;
import org.jawort.platform.Language;
import org.jawort.tenant.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A trial of staff is no sign-up, in whatever statistics and at whatever time. */
class TrialFunnelTest {
  private final OwnTenant tenant = OwnTenant.fresh();
  private final Trials trials = tenant.bean(Trials.class);
  private final Instant from = tenant.now();
  private final String visitor = "visitor-" + UUID.randomUUID() + "@example.org";
  private final String tester = "tester-" + UUID.randomUUID() + "@example.org";

  private TrialId tried() {
    OptInProcess process =
        tenant.bean(OptInProcesses.class).all(tenant.id()).stream()
            .filter(one -> one.language() == Language.DE)
            .findFirst()
            .orElseThrow();
    TrialOutcome starting =
        trials.start(
            tenant.id(),
            new NewTrial(
                new UserId(UUID.randomUUID()),
                process.id(),
                process.version(),
                tenant.newsletter(),
                CheckedAddress.parse(Channel.EMAIL, tester).orElseThrow()));
    assertThat(starting).as("%s", starting).isInstanceOf(TrialOutcome.Started.class);
    return ((TrialOutcome.Started) starting).trial();
  }

  /** How many the funnel counts, by each of its tables. */
  private void countsTheVisitorAlone(String when) {
    for (FunnelBy by : FunnelBy.values()) {
      var question = new FunnelQuestion(from, tenant.now().plusSeconds(1), by, Map.of());
      assertThat(tenant.bean(Funnels.class).of(tenant.id(), question).total().at(Stage.SUBMITTED))
          .as("sign-ups in the funnel by %s %s, beside one of a visitor", by, when)
          .isEqualTo(1);
    }
  }

  @Test
  @DisplayName("B-11 S1-15 A trial stands in no funnel, while it runs, once it is over, and after")
  void noSignUp() {
    tenant.signUp(visitor);
    TrialId trial = tried();
    countsTheVisitorAlone("while a trial runs");
    tenant.bean(RunEngine.class).advanceDue();
    tenant.confirm(tester);
    tenant.confirm(visitor);
    tenant.server().clock().tick(Duration.ofSeconds(1));
    tenant.bean(SettledSignUps.class).settle(tenant.id());
    countsTheVisitorAlone("when both have confirmed and it was written down");
    trials.end(tenant.id(), trial);
    countsTheVisitorAlone("when the trial was removed");
    assertThat(
            tenant.list(
                Long.class,
                "SELECT count(*) FROM sign_up_fate WHERE tenant_id = ?",
                tenant.id().value()))
        .as("sign-ups that were written down")
        .containsExactly(1L);
  }
}

package org.jawort.optin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jawort.consent.permission.MessageClass;
import org.jawort.optin.OptIns;
import org.jawort.optin.step.Step;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S1-13 A form that asks with a mail of its own")
class ChosenMailTest {
  private final Journeys journeys = new Journeys(Journeys.stillGuest());
  private final String address = "chosen-" + UUID.randomUUID() + "@example.org";
  private UUID own;

  @BeforeEach
  void campaign() {
    own = journeys.campaign("Eigene", MessageClass.OPT_IN, "{{ confirm_link('Ja') }}");
  }

  private void signUp() {
    journeys.server.bean(OptIns.class).signUp(List.of(journeys.signUp(address).askedWith(own)));
  }

  /** Something is done before the mail, so that it is the engine that sends it. */
  private List<Step> noticing() {
    return List.of(
        new Step.CallWebhook("call", "https://crm.example/run", "send"),
        new Step.SendCampaign("send", journeys.ask, "wait"),
        new Step.WaitForConfirmation("wait", 3, "complete", "remind"),
        new Step.SendCampaign("remind", journeys.remind, "wait2"),
        new Step.WaitForConfirmation("wait2", 4, "complete", "unsubscribe"),
        new Step.Complete("complete"),
        new Step.Unsubscribe("unsubscribe"));
  }

  @Test
  @DisplayName("goes out in place of the process's first one, at each sign-up")
  void atOnce() {
    signUp();
    signUp();
    assertThat(journeys.mails(address)).containsExactly("Eigene", "Eigene");
    journeys.confirm(address);
    assertThat(journeys.status(address)).isEqualTo("CONFIRMED");
  }

  @Test
  @DisplayName("leaves reminding to the process")
  void reminded() {
    journeys.online(journeys.reminding());
    signUp();
    journeys.tick(3);
    assertThat(journeys.mails(address)).containsExactly("Eigene", "Erinnerung");
    journeys.confirm(address);
    assertThat(journeys.status(address)).isEqualTo("CONFIRMED");
  }

  @Test
  @DisplayName("goes out as well where the engine sends the first mail, to those alone")
  void byEngine() {
    journeys.online(noticing());
    signUp();
    List<String> others = journeys.signUp(2);
    journeys.advance();
    assertThat(journeys.mails(address)).containsExactly("Eigene");
    assertThat(others)
        .allSatisfy(other -> assertThat(journeys.mails(other)).doesNotContain("Eigene").hasSize(1));
    journeys.tick(3);
    assertThat(journeys.mails(address)).containsExactly("Eigene", "Erinnerung");
    assertThat(
            journeys.count(
                "SELECT count(*) FROM run WHERE tenant_id = ? AND asks_with IS NOT NULL",
                journeys.tenant.value()))
        .isZero();
  }

  @Test
  @DisplayName("is replaced by the process's own where it cannot be sent any more")
  void unready() {
    journeys.online(noticing());
    signUp();
    journeys.update(
        "UPDATE campaign SET status = 'DRAFT' WHERE tenant_id = ? AND id = ?",
        journeys.tenant.value(),
        own);
    journeys.advance();
    assertThat(journeys.mails(address)).hasSize(1).doesNotContain("Eigene");
  }
}

package org.jawort.optin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jawort.TestServer;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.optin.AnswerOutcome;
import org.jawort.optin.OptIns;
import org.jawort.optin.step.Step;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S1-08 several boxes of one submission go through the process together")
class TogetherTest {
  private static Journeys journeys;
  private static PurposeId offers;

  private final String address = "together-" + UUID.randomUUID() + "@example.org";

  @BeforeAll
  static void start() {
    TestServer server = Journeys.stillGuest();
    journeys = new Journeys(server);
    offers =
        server
            .bean(Purposes.class)
            .create(
                journeys.tenant,
                "offers",
                PurposeProfile.usual(new PurposeName("Angebote", "Offers")))
            .orElseThrow()
            .id();
  }

  private void signUp(PurposeId... ticked) {
    journeys
        .server
        .bean(OptIns.class)
        .signUp(journeys.signUp(address).consentingTo(List.of(ticked)));
  }

  private List<String> statuses() {
    String sql =
        "SELECT status FROM consent WHERE tenant_id = ? AND contact_point_id = ? ORDER BY 1";
    return journeys.list(String.class, sql, journeys.tenant.value(), journeys.point(address));
  }

  @Test
  @DisplayName("law 10 they share each mail that asks, also the reminder, and one click answers it")
  void reminded() {
    journeys.online(journeys.reminding());
    signUp(journeys.purpose, offers);
    assertThat(journeys.mails(address)).hasSize(1);
    journeys.tick(3);
    assertThat(journeys.mails(address)).hasSize(2).endsWith("Erinnerung");
    assertThat(journeys.confirm(address)).isEqualTo(AnswerOutcome.DONE);
    assertThat(statuses()).containsExactly("CONFIRMED", "CONFIRMED");
  }

  @Test
  @DisplayName("S1-08 likewise where the process writes later, and what comes after the click")
  void later() {
    journeys.online(
        List.of(
            new Step.NotifyStaff("first", null, "Jemand ist da", "send"),
            new Step.SendCampaign("send", journeys.ask, "wait"),
            new Step.WaitForConfirmation("wait", 3, "tell", "unsubscribe"),
            new Step.NotifyStaff("tell", null, "Bitte anrufen", "welcome"),
            new Step.SendCampaign("welcome", journeys.welcome, "done"),
            new Step.Complete("done"),
            new Step.Unsubscribe("unsubscribe")));
    signUp(journeys.purpose, offers);
    assertThat(journeys.mails(address)).isEmpty();
    journeys.advance();
    assertThat(journeys.mails(address)).hasSize(1);
    assertThat(journeys.confirm(address)).isEqualTo(AnswerOutcome.DONE);
    journeys.advance();
    assertThat(journeys.mails(address)).hasSize(2).endsWith("Willkommen");
    assertThat(
            journeys.count(
                "SELECT count(*) FROM staff_notice WHERE tenant_id = ? AND contact_point_id = ?",
                journeys.tenant.value(),
                journeys.point(address)))
        .as("one at each of two steps")
        .isEqualTo(2);
    assertThat(statuses()).containsExactly("CONFIRMED", "CONFIRMED");
  }

  @Test
  @DisplayName("S1-07 a box that is ticked later joins what waits, and the click answers for both")
  void joining() {
    journeys.online(journeys.welcoming());
    signUp(journeys.purpose);
    signUp(journeys.purpose, offers);
    assertThat(journeys.mails(address)).hasSize(2);
    assertThat(journeys.confirm(address)).isEqualTo(AnswerOutcome.DONE);
    journeys.advance();
    assertThat(statuses()).containsExactly("CONFIRMED", "CONFIRMED");
    assertThat(journeys.mails(address)).hasSize(3).endsWith("Willkommen");
  }
}

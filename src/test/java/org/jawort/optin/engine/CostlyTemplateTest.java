package org.jawort.optin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.TestServer;
import org.jawort.consent.permission.MessageClass;
import org.jawort.optin.OptIns;
import org.jawort.optin.SignUp;
import org.jawort.optin.step.Step;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A mail that costs too much for one first name, in a campaign that is ready all the same. */
class CostlyTemplateTest {
  private static final String LIST = "[" + "1,".repeat(900) + "1]";
  private static final String COSTLY =
      "{{ confirm_link('Ja') }}{%% if first_name == 'Bob' %%}{%% for a in %1$s %%}{%% for b in %1$s %%}"
          + "{{ %1$s | join('%2$s') }}{%% endfor %%}{%% endfor %%}{%% endif %%}";

  private final Journeys journeys = new Journeys(TestServer.guest());

  @Test
  @DisplayName("S1-10 it costs its own message, says why, and all others go out")
  void ownMessage() {
    UUID costly =
        journeys.campaign("Teuer", MessageClass.OPT_IN, COSTLY.formatted(LIST, "x".repeat(2_000)));
    journeys.online(
        List.of(
            new Step.SendCampaign("send", costly, "wait"),
            new Step.WaitForConfirmation("wait", 3, "done", "unsubscribe"),
            new Step.Complete("done"),
            new Step.Unsubscribe("unsubscribe")));
    String bob = UUID.randomUUID() + "@example.org";
    String ada = UUID.randomUUID() + "@example.org";

    server().bean(OptIns.class).signUp(List.of(named(bob, "Bob"), named(ada, "Ada")));

    Await.untilAsserted(
        "both are answered",
        () -> {
          assertThat(answer(bob)).startsWith("REFUSED").contains("unusable (bulky)");
          assertThat(answer(ada)).startsWith("ACCEPTED");
        });
  }

  private TestServer server() {
    return TestServer.shared();
  }

  private SignUp named(String address, String firstName) {
    SignUp plain = journeys.signUp(address);
    return new SignUp(
        plain.tenant(),
        plain.address(),
        plain.addressKey(),
        firstName,
        plain.lastName(),
        plain.language(),
        plain.purposes().getFirst(),
        plain.form(),
        plain.evidence());
  }

  private String answer(String address) {
    return journeys
        .list(
            String.class,
            "SELECT status || ' ' || coalesce(answer, '') FROM message WHERE contact_point_id = ?",
            journeys.point(address))
        .getFirst();
  }
}

package org.jawort.optin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.optin.step.Flow;
import org.jawort.optin.step.Step;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How far a run goes at once, and whether somebody is asked once more. */
class RunWayTest {
  private static final UUID ASK = new UUID(0, 1);
  private static final Step.WaitForConfirmation WAIT =
      new Step.WaitForConfirmation("wait", 3, "group", "remind");
  private static final Flow FLOW =
      new Flow(
          List.of(
              new Step.SendCampaign("send", ASK, "wait"),
              WAIT,
              new Step.AddToGroup("group", ASK, "later"),
              new Step.Wait("later", 1, 0, "end"),
              new Step.End("end"),
              new Step.SendCampaign("remind", ASK, "wait2"),
              new Step.WaitForConfirmation("wait2", 3, "end", "off"),
              new Step.Unsubscribe("off"),
              new Step.AddToGroup("round", ASK, "about"),
              new Step.AddToGroup("about", ASK, "round"),
              new Step.AddToGroup("lost", ASK, "gone")));

  private static List<String> from(String step) {
    return FLOW.upToPause(FLOW.step(step)).stream().map(Step::id).toList();
  }

  @Test
  @DisplayName("S1-08 A run goes on up to a wait or an end, and round no circle")
  void upToPause() {
    assertThat(from("send")).containsExactly("send", "wait");
    assertThat(from("group")).containsExactly("group", "later");
    assertThat(from("later")).containsExactly("later");
    assertThat(from("end")).containsExactly("end");
    assertThat(from("off")).containsExactly("off");
    assertThat(from("round")).containsExactly("round", "about");
    assertThat(from("lost")).containsExactly("lost");
    assertThat(FLOW.upToPause(Optional.empty())).isEmpty();
  }

  @Test
  @DisplayName("S1-08 Whoever did not answer is asked once more where another wait follows")
  void asksOn() {
    assertThat(FLOW.asksOn(WAIT)).as("with a reminder behind it").isTrue();
    assertThat(FLOW.asksOn(new Step.WaitForConfirmation("w", 3, "wait2", "off")))
        .as("where the other way alone leads to a wait")
        .isFalse();
    assertThat(FLOW.asksOn(new Step.WaitForConfirmation("w", 3, "end", "round")))
        .as("where a circle follows")
        .isFalse();
    assertThat(FLOW.asksOn(new Step.WaitForConfirmation("w", 3, "end", null)))
        .as("where nothing follows")
        .isFalse();
  }
}

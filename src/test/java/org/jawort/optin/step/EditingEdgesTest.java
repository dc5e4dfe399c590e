package org.jawort.optin.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an editor meets that is not whole: ids that are taken, ways that lead to nothing. */
class EditingEdgesTest {
  private static final Place NEXT = new Place("send", Step.Way.NEXT);
  private static final List<Step> STANDARD =
      List.of(
          new Step.SendCampaign("send", new UUID(1, 1), "wait"),
          new Step.WaitForConfirmation("wait", 7, "complete", "off"),
          new Step.Complete("complete"),
          new Step.Unsubscribe("off"));

  @Test
  @DisplayName(
      "S1-08 A step whose id is taken is not put in, wherever it stands among the new ones")
  void taken() {
    var taken = new Step.Wait("off", 1, 0, null);
    var other = new Step.Wait("new", 1, 0, "off");
    assertThat(Editing.insert(STANDARD, NEXT, List.of(taken))).isEmpty();
    assertThat(Editing.insert(STANDARD, NEXT, List.of(other, taken))).isEmpty();
  }

  @Test
  @DisplayName("S1-08 Where a way leads to a step that is gone, a new one takes its place")
  void gone() {
    List<Step> broken = List.of(new Step.SendCampaign("send", null, "gone"));
    assertThat(Editing.target(broken, NEXT)).as("the step that comes there").isNull();
    assertThat(Editing.insert(broken, NEXT, List.of(new Step.Wait("w", 1, 0, null))))
        .hasValueSatisfying(
            steps ->
                assertThat(steps)
                    .containsExactly(
                        new Step.SendCampaign("send", null, "w"), new Step.Wait("w", 1, 0, null)));
    assertThat(Editing.insert(broken, NEXT, List.of(new Step.End("end"))))
        .as("an end where nothing follows")
        .isPresent();
  }

  @Test
  @DisplayName("S1-08 Before a step stands the first from which a way leads to it")
  void before() {
    assertThat(Editing.before(STANDARD, "wait")).contains("send");
    assertThat(Editing.before(STANDARD, "off")).contains("wait");
    assertThat(Editing.before(STANDARD, "send")).as("before the first").isEmpty();
    assertThat(Editing.before(STANDARD, "nowhere")).isEmpty();
  }
}

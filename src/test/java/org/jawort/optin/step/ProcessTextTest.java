package org.jawort.optin.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jawort.optin.step.ProcessProblem.Code;
import org.jawort.platform.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** A process as a text, how long it may be, and how two of them differ. */
class ProcessTextTest {
  private static final UUID ASK = new UUID(0, 1);
  private static final List<Step> STEPS =
      List.of(
          new Step.SendCampaign("send", ASK, "wait"),
          new Step.WaitForConfirmation("wait", 3, "end", "off"),
          new Step.End("end"),
          new Step.Unsubscribe("off"));
  private static final StepSurroundings NOTHING =
      new StepSurroundings(Language.DE, Map.of(), Map.of(), Map.of(), Map.of());

  private final Steps steps = new Steps(JsonMapper.shared());

  @Test
  @DisplayName("S1-08 What is written is read as it was")
  void whole() {
    String text = steps.write(STEPS);
    assertThat(steps.parse(text)).contains(STEPS);
    assertThat(steps.read(text)).isEqualTo(STEPS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "[null]",
        "[{\"type\":\"END\"}]",
        "[{\"type\":\"NOTHING\",\"id\":\"a\"}]",
        "[{\"id\":\"a\"}]",
        "[{\"type\":\"END\",\"id\":\"a\"},{\"type\":\"END\"}]",
        "[{\"type\":\"END\",\"id\":\"a\"}"
      })
  @DisplayName("S1-08 What is no list of steps, each with an id, is none")
  void none(String text) {
    assertThat(steps.parse(text)).as("steps read from %s", text).isEmpty();
  }

  @Test
  @DisplayName("S1-08 A text of 200000 characters is read, a longer one is not looked at")
  void longest() {
    String end = "[{\"type\":\"END\",\"id\":\"a\"}]";
    assertThat(steps.parse(end + " ".repeat(200_000 - end.length()))).isPresent();
    assertThat(steps.parse(end + " ".repeat(200_001 - end.length()))).isEmpty();
  }

  @Test
  @DisplayName("S1-08 A process has sixty steps at most")
  void mostSteps() {
    assertThat(codes(waits(60))).doesNotContain(Code.TOO_MANY_STEPS);
    assertThat(codes(waits(61))).contains(Code.TOO_MANY_STEPS);
  }

  private static List<Step> waits(int many) {
    return IntStream.range(0, many)
        .mapToObj(i -> (Step) new Step.Wait("w" + i, 1, 0, "w" + (i + 1)))
        .toList();
  }

  private static List<Code> codes(List<Step> steps) {
    return ProcessCheck.problems(steps, NOTHING).stream().map(ProcessProblem::code).toList();
  }

  @Test
  @DisplayName("S1-08 Of a step that nobody reaches the ways are looked at as well")
  void aside() {
    List<Step> aside =
        List.of(
            new Step.End("end"),
            new Step.AddToGroup("lost", ASK, "gone"),
            new Step.AddToGroup("open", ASK, null),
            new Step.AddToGroup("led", ASK, "end"));
    assertThat(ProcessCheck.problems(aside, NOTHING).stream().filter(p -> p.code() != Code.GROUP))
        .extracting(problem -> problem.step() + " " + problem.code())
        .contains("lost UNREACHABLE", "lost NEXT_UNKNOWN", "open UNREACHABLE", "open NEXT_MISSING")
        .contains("led UNREACHABLE")
        .doesNotContain("led NEXT_UNKNOWN", "led NEXT_MISSING");
  }

  @Test
  @DisplayName("S1-08 versions differ in their beginning too, and an empty one has none")
  void beginning() {
    List<Step> turned = List.of(STEPS.get(1), STEPS.get(0), STEPS.get(2), STEPS.get(3));
    assertThat(keys(STEPS, turned)).containsExactly("optin.difference.entry");
    assertThat(keys(List.of(), STEPS)).hasSize(4).containsOnly("optin.difference.added");
    assertThat(keys(STEPS, List.of())).hasSize(4).containsOnly("optin.difference.removed");
  }

  private static List<String> keys(List<Step> before, List<Step> after) {
    return Differences.between(before, after, Map.of(ASK, "Bitte")).stream()
        .map(Phrase::key)
        .toList();
  }
}

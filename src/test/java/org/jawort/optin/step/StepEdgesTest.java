package org.jawort.optin.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jawort.campaign.Campaign;
import org.jawort.campaign.CampaignFacts;
import org.jawort.campaign.CampaignId;
import org.jawort.campaign.template.LinkType;
import org.jawort.consent.permission.MessageClass;
import org.jawort.platform.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How far a step's settings may go, and that what follows on each kind of step is looked at. */
class StepEdgesTest {
  private static final UUID ASK = new UUID(0, 1);
  private static final UUID NEWS = new UUID(0, 2);
  private static final UUID THING = new UUID(0, 3);

  private static final StepSurroundings AROUND =
      new StepSurroundings(
          Language.DE,
          Map.of(
              ASK, campaign(ASK, MessageClass.OPT_IN, LinkType.CONFIRM),
              NEWS, campaign(NEWS, MessageClass.ADVERTISING, LinkType.UNSUBSCRIBE)),
          Map.of(THING, "Ding"),
          Map.of(THING, "Ding"),
          Map.of(THING, "Ding"));

  private static CampaignFacts campaign(UUID id, MessageClass messageClass, LinkType link) {
    return new CampaignFacts(
        new CampaignId(id),
        "Frühling",
        Campaign.Trigger.EVENT,
        Campaign.Status.READY,
        Language.DE,
        messageClass,
        1,
        Set.of(link));
  }

  /** Asks, waits, and goes on with the given steps once confirmed; the first is named "next". */
  private static List<ProcessProblem> afterConfirming(Step... steps) {
    return problems(
        Stream.concat(
            Stream.of(
                new Step.SendCampaign("send", ASK, "wait"),
                new Step.WaitForConfirmation("wait", 3, "next", "off"),
                new Step.Unsubscribe("off")),
            Stream.of(steps)));
  }

  private static List<ProcessProblem> problems(Stream<? extends Step> steps) {
    return ProcessCheck.problems(new ArrayList<>(steps.toList()), AROUND);
  }

  private static List<String> said(List<ProcessProblem> problems) {
    return problems.stream().map(problem -> problem.step() + " " + problem.code()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, ''", "1, 0, ''", "730, 23, ''", "0, 23, ''",
    "731, 0, next DAYS", "-1, 1, next DAYS", "1, -1, next HOURS", "1, 24, next HOURS",
    "0, 0, next HOURS"
  })
  @DisplayName("S1-08 One waits for an hour at least, and for two years at most")
  void waiting(int days, int hours, String expected) {
    assertThat(
            said(afterConfirming(new Step.Wait("next", days, hours, "end"), new Step.End("end"))))
        .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
  }

  @ParameterizedTest
  @CsvSource({"1, ''", "14, ''", "0, wait DAYS", "15, wait DAYS"})
  @DisplayName("S1-08 law 23 One waits for an answer from one day to fourteen")
  void waitingForAnAnswer(int days, String expected) {
    assertThat(said(problems(asking(new Step.WaitForConfirmation("wait", days, "end", "off")))))
        .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
  }

  private static Stream<Step> asking(Step... steps) {
    return Stream.concat(
        Stream.of(new Step.SendCampaign("send", ASK, "wait")),
        Stream.concat(
            Stream.of(steps), Stream.of(new Step.Complete("end"), new Step.Unsubscribe("off"))));
  }

  @ParameterizedTest
  @CsvSource({
    "7, 7, remind REMINDER,",
    "13, 1, remind REMINDER,",
    "7, 8, wait2 TOO_LONG, remind REMINDER",
    "1, 14, wait2 TOO_LONG, remind REMINDER",
    "14, 1, wait2 TOO_LONG, remind REMINDER"
  })
  @DisplayName("S1-08 law 23 Two waits for one answer last fourteen days together")
  void waitingTwice(int first, int second, String one, String other) {
    assertThat(
            said(
                problems(
                    asking(
                        new Step.WaitForConfirmation("wait", first, "end", "remind"),
                        new Step.SendCampaign("remind", ASK, "wait2"),
                        new Step.WaitForConfirmation("wait2", second, "end", "off")))))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(one, other).filter(Objects::nonNull).toList());
  }

  @Test
  @DisplayName("S1-08 A value has 200 characters at most, a notice 1000, a web address 2000")
  void lengths() {
    assertThat(said(afterConfirming(set(200), new Step.End("end")))).isEmpty();
    assertThat(said(afterConfirming(set(201), new Step.End("end")))).containsExactly("next VALUE");
    assertThat(said(afterConfirming(tell(1000), new Step.End("end")))).isEmpty();
    assertThat(said(afterConfirming(tell(1001), new Step.End("end")))).containsExactly("next TEXT");
    assertThat(said(afterConfirming(call(2000), new Step.End("end")))).isEmpty();
    assertThat(said(afterConfirming(call(2001), new Step.End("end")))).containsExactly("next URL");
  }

  private static Step set(int letters) {
    return new Step.SetField("next", THING, "x".repeat(letters), "end");
  }

  private static Step tell(int letters) {
    return new Step.NotifyStaff("next", THING, "x".repeat(letters), "end");
  }

  private static Step call(int letters) {
    String url = "https://crm.example/";
    return new Step.CallWebhook("next", url + "x".repeat(letters - url.length()), "end");
  }

  @ParameterizedTest
  @CsvSource({
    "https://crm.example/hook?key=1, true",
    "HTTPS://crm.example/, false",
    "http://crm.example/, false",
    "https:///hook, false",
    "https://ada:secret@crm.example/, false",
    "https://crm.example/#part, false",
    "https://crm example/, false",
    "crm.example, false",
    ", false"
  })
  @DisplayName("B-10 A webhook is called over https, at a host, without a secret in its address")
  void webhook(String url, boolean good) {
    Step call = new Step.CallWebhook("next", url, "end");
    assertThat(said(afterConfirming(call, new Step.End("end"))))
        .isEqualTo(good ? List.of() : List.of("next URL"));
  }

  static Stream<Arguments> between() {
    return Stream.<Function<String, Step>>of(
            next -> new Step.SendCampaign("next", NEWS, next),
            next -> new Step.Wait("next", 1, 0, next),
            next -> new Step.AddToGroup("next", THING, next),
            next -> new Step.RemoveFromGroup("next", THING, next),
            next -> new Step.SetField("next", THING, "ja", next),
            next -> new Step.NotifyStaff("next", null, "Hallo", next),
            next -> new Step.CallWebhook("next", "https://crm.example/", next),
            next -> new Step.Unsubscribe("next", next))
        .map(step -> Arguments.of(step.apply("erase").getClass().getSimpleName(), step));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("between")
  @DisplayName("S1-08 law 34 Behind every kind of step, nobody is erased who confirmed")
  void lookedAtBehind(String kind, Function<String, Step> step) {
    assertThat(said(afterConfirming(step.apply("erase"), new Step.Erase("erase"))))
        .containsExactly("erase ERASE_CONFIRMED");
  }

  static Stream<Arguments> ends() {
    return Stream.of(new Step.Complete("next"), new Step.Erase("next"), new Step.End("next"))
        .map(end -> Arguments.of(end.getClass().getSimpleName(), end));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ends")
  @DisplayName("S1-08 law 10 No process ends while the answer is awaited")
  void endedWhileAsking(String kind, Step end) {
    assertThat(said(problems(Stream.of(new Step.SendCampaign("send", ASK, "next"), end))))
        .containsExactly("next NO_WAIT");
  }

  @Test
  @DisplayName("S1-08 A problem with a campaign names it")
  void named() {
    List<ProcessProblem> problems =
        problems(
            asking(
                    new Step.SendCampaign("send2", NEWS, "wait"),
                    new Step.WaitForConfirmation("wait", 3, "end", "off"))
                .map(
                    step ->
                        step instanceof Step.SendCampaign send && send.id().equals("send")
                            ? new Step.SendCampaign("send", ASK, "send2")
                            : step));
    assertThat(problems)
        .extracting(problem -> problem.step() + " " + problem.code() + " " + problem.args())
        .containsExactly("send2 CAMPAIGN_CLASS [Frühling]");
  }
}

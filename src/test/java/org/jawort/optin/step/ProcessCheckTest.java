package org.jawort.optin.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jawort.campaign.Campaign;
import org.jawort.campaign.CampaignFacts;
import org.jawort.campaign.CampaignId;
import org.jawort.campaign.template.LinkType;
import org.jawort.consent.permission.MessageClass;
import org.jawort.optin.process.ActiveProcesses;
import org.jawort.optin.step.ProcessProblem.Code;
import org.jawort.platform.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** What is told of a process before it may go online. */
class ProcessCheckTest {
  private static final UUID ASK = id(1);
  private static final UUID REMIND = id(2);
  private static final UUID WELCOME = id(3);
  private static final UUID TO_ALL = id(4);
  private static final UUID UNREADY = id(5);
  private static final UUID ENGLISH = id(6);
  private static final UUID NO_LINK = id(7);
  private static final UUID GROUP = id(8);
  private static final UUID FIELD = id(9);
  private static final UUID USER = id(10);

  private static UUID id(int n) {
    return new UUID(0, n);
  }

  private static CampaignFacts facts(
      UUID id,
      Campaign.Trigger trigger,
      Campaign.Status status,
      Language language,
      MessageClass messageClass,
      LinkType... links) {
    return new CampaignFacts(
        new CampaignId(id), "K", trigger, status, language, messageClass, 1, Set.of(links));
  }

  private static final StepSurroundings AROUND =
      new StepSurroundings(
          Language.DE,
          Stream.of(
                  ready(ASK, MessageClass.OPT_IN, LinkType.CONFIRM),
                  ready(REMIND, MessageClass.OPT_IN, LinkType.CONFIRM),
                  ready(WELCOME, MessageClass.ADVERTISING, LinkType.UNSUBSCRIBE),
                  facts(
                      TO_ALL,
                      Campaign.Trigger.SCHEDULED,
                      Campaign.Status.READY,
                      Language.DE,
                      MessageClass.OPT_IN,
                      LinkType.CONFIRM),
                  facts(
                      UNREADY,
                      Campaign.Trigger.EVENT,
                      Campaign.Status.DRAFT,
                      Language.DE,
                      MessageClass.OPT_IN,
                      LinkType.CONFIRM),
                  facts(
                      ENGLISH,
                      Campaign.Trigger.EVENT,
                      Campaign.Status.READY,
                      Language.EN,
                      MessageClass.OPT_IN,
                      LinkType.CONFIRM),
                  ready(NO_LINK, MessageClass.OPT_IN, LinkType.REFUSE))
              .collect(Collectors.toMap(f -> f.id().value(), f -> f)),
          Map.of(GROUP, "G"),
          Map.of(FIELD, "F"),
          Map.of(USER, "U"));

  private static CampaignFacts ready(UUID id, MessageClass messageClass, LinkType... links) {
    return facts(
        id, Campaign.Trigger.EVENT, Campaign.Status.READY, Language.DE, messageClass, links);
  }

  private static List<Step> standard(Step... instead) {
    var steps = new ArrayList<>(ActiveProcesses.standard(ASK));
    for (Step step : instead) {
      int at =
          IntStream.range(0, steps.size())
              .filter(i -> steps.get(i).id().equals(step.id()))
              .findFirst()
              .orElse(-1);
      if (at < 0) {
        steps.add(step);
      } else {
        steps.set(at, step);
      }
    }
    return steps;
  }

  private static Step.WaitForConfirmation wait(int days, String confirmed, String unconfirmed) {
    return new Step.WaitForConfirmation("wait", days, confirmed, unconfirmed);
  }

  private static Arguments wrong(String name, List<Step> steps, String... expected) {
    return Arguments.of(name, steps, List.of(expected));
  }

  static Stream<Arguments> table() {
    return Stream.of(
        wrong("the standard process", standard()),
        wrong("nothing", List.of(), "null EMPTY"),
        wrong(
            "a welcome mail",
            standard(
                wait(3, "welcome", "unsubscribe"),
                new Step.SendCampaign("welcome", WELCOME, "complete"))),
        wrong(
            "everything there is",
            standard(
                wait(3, "in", "notice"),
                new Step.AddToGroup("in", GROUP, "set"),
                new Step.SetField("set", FIELD, "ja", "later"),
                new Step.Wait("later", 2, 3, "welcome"),
                new Step.SendCampaign("welcome", WELCOME, "hook"),
                new Step.CallWebhook("hook", "https://crm.example/hook", "complete"),
                new Step.NotifyStaff("notice", USER, "Bitte anrufen", "out"),
                new Step.RemoveFromGroup("out", GROUP, "unsubscribe"),
                new Step.Unsubscribe("unsubscribe", "erase"),
                new Step.Erase("erase"))),
        wrong(
            "a year and no more",
            standard(
                wait(3, "year", "unsubscribe"),
                new Step.Wait("year", 365, 0, "off"),
                new Step.Unsubscribe("off", "complete"))),
        wrong(
            "no wait at all",
            List.of(new Step.SendCampaign("send", ASK, "end"), new Step.End("end")),
            "end NO_WAIT"),
        wrong(
            "signed off at once",
            List.of(new Step.SendCampaign("send", ASK, "off"), new Step.Unsubscribe("off")),
            "off NO_WAIT"),
        wrong(
            "a loop",
            standard(wait(3, "complete", "send")),
            "send CYCLE",
            "send REMINDER",
            "send REMINDERS",
            "wait TOO_LONG",
            "unsubscribe UNREACHABLE"),
        wrong(
            "two that nobody reaches, one behind the other",
            standard(
                new Step.AddToGroup("in", GROUP, "set"),
                new Step.SetField("set", FIELD, "ja", "complete")),
            "in UNREACHABLE",
            "set UNREACHABLE"),
        wrong(
            "a step that is gone",
            standard(wait(3, "x", "unsubscribe")),
            "wait NEXT_UNKNOWN",
            "complete UNREACHABLE"),
        wrong(
            "nothing follows",
            List.of(
                new Step.SendCampaign("send", ASK, "wait"),
                new Step.WaitForConfirmation("wait", 3, null, null)),
            "wait NEXT_MISSING",
            "wait NEXT_MISSING"),
        wrong(
            "a step aside",
            standard(new Step.AddToGroup("aside", GROUP, "complete")),
            "aside UNREACHABLE"),
        wrong("no day", standard(wait(0, "complete", "unsubscribe")), "wait DAYS"),
        wrong("a month", standard(wait(31, "complete", "unsubscribe")), "wait DAYS"),
        wrong(
            "no time",
            standard(wait(3, "later", "unsubscribe"), new Step.Wait("later", 0, 0, "complete")),
            "later HOURS"),
        wrong(
            "too many hours",
            standard(wait(3, "later", "unsubscribe"), new Step.Wait("later", 0, 24, "complete")),
            "later HOURS"),
        wrong(
            "no campaign chosen",
            standard(new Step.SendCampaign("send", null, "wait")),
            "send CAMPAIGN_MISSING"),
        wrong(
            "a campaign that is gone",
            standard(new Step.SendCampaign("send", id(99), "wait")),
            "send CAMPAIGN_GONE"),
        wrong(
            "a campaign for a target group",
            standard(new Step.SendCampaign("send", TO_ALL, "wait")),
            "send CAMPAIGN_NOT_EVENT"),
        wrong(
            "a campaign that is not ready",
            standard(new Step.SendCampaign("send", UNREADY, "wait")),
            "send CAMPAIGN_NOT_READY"),
        wrong(
            "a campaign in another language",
            standard(new Step.SendCampaign("send", ENGLISH, "wait")),
            "send CAMPAIGN_LANGUAGE"),
        wrong(
            "a campaign without a link to confirm",
            standard(new Step.SendCampaign("send", NO_LINK, "wait")),
            "send CAMPAIGN_NO_LINK"),
        wrong(
            "advertising before the confirmation",
            standard(new Step.SendCampaign("send", WELCOME, "wait")),
            "send CAMPAIGN_CLASS",
            "wait NOT_ASKED"),
        wrong(
            "advertising to who did not confirm",
            standard(
                wait(3, "complete", "try"), new Step.SendCampaign("try", WELCOME, "unsubscribe")),
            "try CAMPAIGN_CLASS"),
        wrong(
            "asked in vain",
            standard(
                wait(3, "complete", "try"), new Step.SendCampaign("try", REMIND, "unsubscribe")),
            "try ASKED_IN_VAIN"),
        wrong(
            "asked again",
            standard(
                wait(3, "again", "unsubscribe"), new Step.SendCampaign("again", ASK, "complete")),
            "again ASKED_AGAIN"),
        wrong("a reminder, which is allowed", reminding(3, 4, "unsubscribe"), "remind REMINDER"),
        wrong(
            "two reminders",
            Stream.concat(
                    reminding(3, 4, "more").stream(),
                    Stream.of(
                        new Step.SendCampaign("more", REMIND, "wait3"),
                        new Step.WaitForConfirmation("wait3", 2, "complete", "unsubscribe")))
                .toList(),
            "remind REMINDER",
            "more REMINDERS"),
        wrong(
            "longer than unconfirmed data are kept",
            reminding(10, 5, "unsubscribe"),
            "wait2 TOO_LONG",
            "remind REMINDER"),
        wrong(
            "a plain wait before the answer",
            standard(
                new Step.SendCampaign("send", ASK, "later"), new Step.Wait("later", 1, 0, "wait")),
            "later WAIT_WHILE_ASKING"),
        wrong(
            "waiting for what was given",
            standard(
                wait(3, "again", "unsubscribe"),
                new Step.WaitForConfirmation("again", 3, "complete", "unsubscribe")),
            "again CONFIRMED_ALREADY"),
        wrong(
            "nobody asked",
            List.of(
                wait(3, "complete", "unsubscribe"),
                new Step.Complete("complete"),
                new Step.Unsubscribe("unsubscribe")),
            "wait NOT_ASKED"),
        wrong(
            "signed off while being asked",
            List.of(
                new Step.SendCampaign("send", ASK, "off"),
                new Step.Unsubscribe("off", "wait"),
                wait(3, "complete", "complete"),
                new Step.Complete("complete")),
            "off UNSUBSCRIBE_WHILE_ASKING",
            "complete COMPLETE_UNCONFIRMED"),
        wrong(
            "completed without a confirmation",
            standard(wait(3, "complete", "complete"), new Step.Unsubscribe("unsubscribe")),
            "complete COMPLETE_UNCONFIRMED",
            "unsubscribe UNREACHABLE"),
        wrong(
            "erased who confirmed",
            standard(wait(3, "erase", "unsubscribe"), new Step.Erase("erase")),
            "complete UNREACHABLE",
            "erase ERASE_CONFIRMED"),
        wrong(
            "what was chosen is gone",
            standard(
                wait(3, "in", "unsubscribe"),
                new Step.AddToGroup("in", id(99), "set"),
                new Step.SetField("set", null, "x".repeat(201), "notice"),
                new Step.NotifyStaff("notice", id(99), " ", "hook"),
                new Step.CallWebhook("hook", "http://crm.example/", "complete")),
            "in GROUP",
            "set FIELD",
            "set VALUE",
            "notice STAFF",
            "notice TEXT",
            "hook URL"),
        wrong(
            "an id twice",
            Stream.concat(standard().stream(), Stream.of(new Step.Complete("complete"))).toList(),
            "complete BAD_ID"),
        wrong(
            "an id that is none",
            standard(wait(3, "a b", "unsubscribe"), new Step.Complete("a b")),
            "complete UNREACHABLE",
            "a b BAD_ID"));
  }

  private static List<Step> reminding(int first, int second, String then) {
    return standard(
        wait(first, "complete", "remind"),
        new Step.WaitForConfirmation("wait2", second, "complete", then),
        new Step.SendCampaign("remind", REMIND, "wait2"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  @DisplayName("S1-08 law 8 10 23 34 everything that is wrong is told at once, beside its step")
  void told(String name, List<Step> steps, List<String> expected) {
    assertThat(ProcessCheck.problems(steps, AROUND))
        .extracting(problem -> problem.step() + " " + problem.code())
        .containsExactlyElementsOf(expected);
  }

  @Test
  @DisplayName("S1-08 a process in which everything is wrong is looked through in no time")
  void hostile() {
    List<Step> knot =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    (Step)
                        new Step.WaitForConfirmation(
                            "s" + i, 1, "s" + (i + 1) % 60, "s" + (i + 2) % 60))
            .toList();
    assertThat(ProcessCheck.problems(knot, AROUND)).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(Code.class)
  @DisplayName("S1-08 each problem is told in German and in English")
  void words(Code code) {
    var texts = new ResourceBundleMessageSource();
    texts.setBasename("messages/optin");
    texts.setDefaultEncoding("UTF-8");
    texts.setFallbackToSystemLocale(false);
    var problem = new ProcessProblem("x", code, List.of(Phrase.of("optin.way.NEXT"), 5));
    for (Locale locale : List.of(Locale.GERMAN, Locale.ENGLISH)) {
      assertThat(texts.getMessage(problem.words(), locale)).endsWith(".").doesNotContain("{");
    }
  }

  @Test
  @DisplayName("S1-08 versions are compared in words")
  void difference() {
    var texts = new ResourceBundleMessageSource();
    texts.setBasename("messages/optin");
    texts.setDefaultEncoding("UTF-8");
    List<Step> after =
        standard(
            wait(3, "welcome", "unsubscribe"),
            new Step.SendCampaign("welcome", WELCOME, "later"),
            new Step.Wait("later", 1, 2, "complete"));
    assertThat(Differences.between(standard(), after, Map.of(WELCOME, "Willkommen", ASK, "Bitte")))
        .extracting(phrase -> texts.getMessage(phrase, Locale.GERMAN))
        .containsExactly(
            "Geändert: statt „7 Tage auf die Bestätigung warten“ jetzt „3 Tage auf die Bestätigung"
                + " warten“",
            "Nach „3 Tage auf die Bestätigung warten“ (bestätigt) folgt jetzt „Kampagne"
                + " „Willkommen“ senden“",
            "Neu: Kampagne „Willkommen“ senden",
            "Neu: einen Tag und 2 Stunden warten");
    assertThat(Differences.between(after, after, Map.of())).isEmpty();
  }
}

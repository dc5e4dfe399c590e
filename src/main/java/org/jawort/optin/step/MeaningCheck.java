package org.jawort.optin.step;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jawort.campaign.CampaignFacts;
import org.jawort.campaign.template.LinkType;
import org.jawort.consent.permission.MessageClass;
import org.jawort.optin.step.ProcessProblem.Code;
import org.jspecify.annotations.Nullable;

/** Walks all ways through a process and checks what each step means where it stands. */
final class MeaningCheck {
  /** What the recipient has said on the way so far. */
  private enum Phase {
    /** Nothing yet, and there is still time to. */
    ASKING,
    CONFIRMED,
    LAPSED
  }

  /**
   * A way up to a step; ways that differ in nothing else are walked once.
   *
   * @param asked how many mails asked
   * @param days for which it waited for the answer
   */
  private record Way(Step step, Phase phase, int asked, int days) {
    Way on(Step next) {
      return new Way(next, phase, asked, days);
    }
  }

  private static final int MANY = 3;

  private final Flow flow;
  private final StepSurroundings around;
  private final List<ProcessProblem> problems = new ArrayList<>();
  private final Set<Way> walked = new HashSet<>();
  private final ArrayDeque<Way> ahead = new ArrayDeque<>();

  MeaningCheck(Flow flow, StepSurroundings around) {
    this.flow = flow;
    this.around = around;
  }

  List<ProcessProblem> problems() {
    ahead.add(new Way(flow.entry(), Phase.ASKING, 0, 0));
    while (!ahead.isEmpty()) {
      Way way = ahead.remove();
      if (walked.add(way)) {
        walk(way);
      }
    }
    return problems;
  }

  private void walk(Way way) {
    switch (way.step()) {
      case Step.SendCampaign send -> goOn(send(way, send));
      case Step.WaitForConfirmation wait -> branch(way, wait);
      case Step.Wait wait -> {
        refuse(way.phase() == Phase.ASKING, way, Code.WAIT_WHILE_ASKING);
        goOn(way);
      }
      case Step.Unsubscribe(var id, var next) -> {
        boolean asking = way.phase() == Phase.ASKING;
        refuse(asking && next != null, way, Code.UNSUBSCRIBE_WHILE_ASKING);
        refuse(asking && next == null, way, Code.NO_WAIT);
        goOn(way);
      }
      case Step.Complete s -> {
        refuse(way.phase() == Phase.LAPSED, way, Code.COMPLETE_UNCONFIRMED);
        refuse(way.phase() == Phase.ASKING, way, Code.NO_WAIT);
      }
      case Step.Erase s -> {
        refuse(way.phase() == Phase.CONFIRMED, way, Code.ERASE_CONFIRMED);
        refuse(way.phase() == Phase.ASKING, way, Code.NO_WAIT);
      }
      case Step.End s -> refuse(way.phase() == Phase.ASKING, way, Code.NO_WAIT);
      case Step.AddToGroup s -> goOn(way);
      case Step.RemoveFromGroup s -> goOn(way);
      case Step.SetField s -> goOn(way);
      case Step.NotifyStaff s -> goOn(way);
      case Step.CallWebhook s -> goOn(way);
    }
  }

  private void goOn(Way way) {
    flow.after(way.step(), Step.Way.NEXT).ifPresent(next -> ahead.add(way.on(next)));
  }

  private void refuse(boolean wrong, Way way, Code code, Object... args) {
    if (wrong) {
      problems.add(new ProcessProblem(way.step().id(), code, List.of(args)));
    }
  }

  private Way send(Way way, Step.SendCampaign send) {
    CampaignFacts facts = send.campaign() == null ? null : around.campaigns().get(send.campaign());
    boolean asks = asks(way, facts);
    switch (way.phase()) {
      case ASKING -> {
        refuse(!asks, way, Code.CAMPAIGN_CLASS, name(facts));
        boolean link = facts == null || facts.links().contains(LinkType.CONFIRM);
        refuse(asks && !link, way, Code.CAMPAIGN_NO_LINK, name(facts));
        refuse(asks && way.asked() == 1, way, Code.REMINDER);
        refuse(asks && way.asked() > 1, way, Code.REMINDERS);
      }
      case CONFIRMED -> refuse(asks, way, Code.ASKED_AGAIN);
      case LAPSED -> {
        refuse(asks, way, Code.ASKED_IN_VAIN);
        refuse(!asks && facts != null, way, Code.CAMPAIGN_CLASS, name(facts));
      }
    }
    int asked = Math.min(MANY, way.asked() + (asks ? 1 : 0));
    return new Way(send, way.phase(), asked, way.days());
  }

  /** What nobody chose yet is taken for what belongs there. */
  private static boolean asks(Way way, @Nullable CampaignFacts facts) {
    return facts == null
        ? way.phase() == Phase.ASKING
        : facts.messageClass() == MessageClass.OPT_IN;
  }

  private static String name(@Nullable CampaignFacts facts) {
    return facts == null ? "" : facts.name();
  }

  private void branch(Way way, Step.WaitForConfirmation wait) {
    if (way.phase() != Phase.ASKING) {
      refuse(true, way, Code.CONFIRMED_ALREADY);
      return;
    }
    refuse(way.asked() == 0, way, Code.NOT_ASKED);
    int most = StepCheck.MOST_DAYS_ASKING;
    int days = Math.min(most + 1, way.days() + Math.max(0, wait.days()));
    refuse(days > most && wait.days() <= most, way, Code.TOO_LONG, most);
    Phase unconfirmed = flow.asksOn(wait) ? Phase.ASKING : Phase.LAPSED;
    flow.step(wait.confirmed())
        .ifPresent(next -> ahead.add(new Way(next, Phase.CONFIRMED, way.asked(), days)));
    flow.step(wait.unconfirmed())
        .ifPresent(next -> ahead.add(new Way(next, unconfirmed, way.asked(), days)));
  }
}

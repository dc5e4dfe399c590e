package org.jawort.optin.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.campaign.Campaign;
import org.jawort.campaign.CampaignFacts;
import org.jawort.contact.group.CustomField;
import org.jawort.contact.group.CustomFieldRead;
import org.jawort.optin.step.ProcessProblem.Code;
import org.jawort.platform.PinnedCall;
import org.jspecify.annotations.Nullable;

/** Checks what is set in a step, whatever stands around it. */
public final class StepCheck {
  /** Days that one step may wait for the confirmation, and all of a way together (law 23). */
  static final int MOST_DAYS_ASKING = 14;

  private static final int MOST_DAYS = 730;
  private static final int MOST_HOURS = 23;
  private static final int LONGEST_VALUE = 200;
  private static final int LONGEST_TEXT = 1_000;
  private static final int LONGEST_URL = 2_000;

  private StepCheck() {}

  static List<ProcessProblem> problems(Step step, StepSurroundings around) {
    return switch (step) {
      case Step.SendCampaign(var id, var campaign, var next) -> campaign(id, campaign, around);
      case Step.WaitForConfirmation(var id, int days, var confirmed, var unconfirmed) ->
          unless(days >= 1 && days <= MOST_DAYS_ASKING, id, Code.DAYS, 1, MOST_DAYS_ASKING);
      case Step.Wait wait -> wait(wait);
      case Step.AddToGroup(var id, var group, var next) -> known(id, group, around.groups());
      case Step.RemoveFromGroup(var id, var group, var next) -> known(id, group, around.groups());
      case Step.SetField field -> field(field, around);
      case Step.NotifyStaff notice -> notice(notice, around.staff());
      case Step.CallWebhook(var id, var url, var next) -> unless(isWeb(url), id, Code.URL);
      case Step.Unsubscribe s -> List.of();
      case Step.Complete s -> List.of();
      case Step.Erase s -> List.of();
      case Step.End s -> List.of();
    };
  }

  private static List<ProcessProblem> campaign(
      String id, @Nullable UUID campaign, StepSurroundings around) {
    if (campaign == null) {
      return List.of(new ProcessProblem(id, Code.CAMPAIGN_MISSING, List.of()));
    }
    CampaignFacts facts = around.campaigns().get(campaign);
    if (facts == null) {
      return List.of(new ProcessProblem(id, Code.CAMPAIGN_GONE, List.of()));
    }
    var problems = new ArrayList<ProcessProblem>();
    String name = facts.name();
    boolean event = facts.trigger() == Campaign.Trigger.EVENT;
    problems.addAll(unless(event, id, Code.CAMPAIGN_NOT_EVENT, name));
    boolean ready = facts.status() == Campaign.Status.READY;
    problems.addAll(unless(ready, id, Code.CAMPAIGN_NOT_READY, name));
    boolean language = facts.language() == around.language();
    problems.addAll(unless(language, id, Code.CAMPAIGN_LANGUAGE, name));
    return problems;
  }

  private static List<ProcessProblem> wait(Step.Wait wait) {
    boolean days = wait.days() >= 0 && wait.days() <= MOST_DAYS;
    boolean any = wait.days() > 0 || wait.hours() > 0;
    var problems = new ArrayList<>(unless(days, wait.id(), Code.DAYS, 0, MOST_DAYS));
    boolean hours = wait.hours() >= 0 && wait.hours() <= MOST_HOURS && any;
    problems.addAll(unless(hours, wait.id(), Code.HOURS, MOST_HOURS));
    return problems;
  }

  private static List<ProcessProblem> known(
      String id, @Nullable UUID group, Map<UUID, String> groups) {
    return unless(group != null && groups.containsKey(group), id, Code.GROUP);
  }

  private static List<ProcessProblem> field(Step.SetField step, StepSurroundings around) {
    UUID field = step.field();
    var problems =
        new ArrayList<>(
            unless(field != null && around.fields().containsKey(field), step.id(), Code.FIELD));
    boolean fits = step.value() == null || step.value().length() <= LONGEST_VALUE;
    problems.addAll(unless(fits, step.id(), Code.VALUE, LONGEST_VALUE));
    CustomField typed = field == null ? null : around.typed().get(field);
    boolean readable =
        step.value() == null || typed == null || CustomFieldRead.takes(typed, step.value());
    problems.addAll(unless(readable, step.id(), Code.VALUE_TYPE));
    return problems;
  }

  private static List<ProcessProblem> notice(Step.NotifyStaff step, Map<UUID, String> staff) {
    UUID user = step.user();
    var problems =
        new ArrayList<>(unless(user == null || staff.containsKey(user), step.id(), Code.STAFF));
    String text = step.text();
    boolean says = text != null && !text.isBlank() && text.length() <= LONGEST_TEXT;
    problems.addAll(unless(says, step.id(), Code.TEXT, LONGEST_TEXT));
    return problems;
  }

  /** Encrypted, as it tells of people; and to a host by its name. */
  public static boolean isWeb(@Nullable String url) {
    return url != null && PinnedCall.isCallable(url, LONGEST_URL);
  }

  private static List<ProcessProblem> unless(boolean good, String id, Code code, Object... args) {
    return good ? List.of() : List.of(new ProcessProblem(id, code, List.of(args)));
  }
}

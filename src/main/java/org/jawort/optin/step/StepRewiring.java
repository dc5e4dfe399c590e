package org.jawort.optin.step;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Steps that do the same as before and lead elsewhere. */
final class StepRewiring {
  private StepRewiring() {}

  /** The same step, with one of its ways leading to another step; null: to none. */
  static Step way(Step step, Step.Way way, @Nullable String to) {
    return ways(step, (left, old) -> left == way ? to : old);
  }

  /** The same steps; whatever led to one step leads to another. */
  static List<Step> all(List<Step> steps, String old, @Nullable String now) {
    return steps.stream().map(step -> each(step, to -> old.equals(to) ? now : to)).toList();
  }

  /** The same step with its ways led elsewhere. */
  static Step each(Step step, UnaryOperator<@Nullable String> elsewhere) {
    return ways(step, (way, to) -> elsewhere.apply(to));
  }

  private interface Turn {
    @Nullable String of(Step.Way way, @Nullable String to);
  }

  private static Step ways(Step step, Turn turn) {
    return switch (step) {
      case Step.SendCampaign s ->
          new Step.SendCampaign(s.id(), s.campaign(), turn.of(Step.Way.NEXT, s.next()));
      case Step.WaitForConfirmation s ->
          new Step.WaitForConfirmation(
              s.id(),
              s.days(),
              turn.of(Step.Way.CONFIRMED, s.confirmed()),
              turn.of(Step.Way.UNCONFIRMED, s.unconfirmed()));
      case Step.Wait s ->
          new Step.Wait(s.id(), s.days(), s.hours(), turn.of(Step.Way.NEXT, s.next()));
      case Step.AddToGroup s ->
          new Step.AddToGroup(s.id(), s.group(), turn.of(Step.Way.NEXT, s.next()));
      case Step.RemoveFromGroup s ->
          new Step.RemoveFromGroup(s.id(), s.group(), turn.of(Step.Way.NEXT, s.next()));
      case Step.SetField s ->
          new Step.SetField(s.id(), s.field(), s.value(), turn.of(Step.Way.NEXT, s.next()));
      case Step.NotifyStaff s ->
          new Step.NotifyStaff(s.id(), s.user(), s.text(), turn.of(Step.Way.NEXT, s.next()));
      case Step.CallWebhook s ->
          new Step.CallWebhook(s.id(), s.url(), turn.of(Step.Way.NEXT, s.next()));
      case Step.Unsubscribe s -> new Step.Unsubscribe(s.id(), turn.of(Step.Way.NEXT, s.next()));
      case Step.Complete s -> s;
      case Step.Erase s -> s;
      case Step.End s -> s;
    };
  }
}

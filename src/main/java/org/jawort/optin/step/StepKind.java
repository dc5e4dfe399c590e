package org.jawort.optin.step;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What can be put into a process, as people choose it. */
public enum StepKind {
  /** A mail. */
  SEND_CAMPAIGN,
  /** The wait for the answer, with a way for those who did not give it. */
  WAIT_FOR_CONFIRMATION,
  /** A second mail that asks, and a second wait (law 10). */
  REMINDER,
  /** Some time. */
  WAIT,
  /** Into a group. */
  ADD_TO_GROUP,
  /** Out of a group. */
  REMOVE_FROM_GROUP,
  /** A field of the contact. */
  SET_FIELD,
  /** A notice for staff. */
  NOTIFY_STAFF,
  /** A call to another system. */
  CALL_WEBHOOK,
  /** Signs off. */
  UNSUBSCRIBE,
  /** The end of those who confirmed. */
  COMPLETE,
  /** The end with nothing kept. */
  ERASE,
  /** Just the end. */
  END;

  private static final int FEW_DAYS = 3;
  private static final int USUAL_DAYS = 7;

  private static final Set<StepKind> ALWAYS =
      EnumSet.of(ADD_TO_GROUP, REMOVE_FROM_GROUP, SET_FIELD, NOTIFY_STAFF, CALL_WEBHOOK);

  /** What the recipient has said before a place. */
  private enum Phase {
    ASKING,
    CONFIRMED,
    LAPSED
  }

  /** What is meaningful at a place, in the order in which it is offered. */
  public static List<StepKind> at(List<Step> steps, Place place) {
    if (!Editing.exists(steps, place)) {
      return List.of();
    }
    var flow = new Flow(steps);
    var phases = EnumSet.noneOf(Phase.class);
    Optional<Step> entry = steps.stream().findFirst();
    walk(flow, entry, Place.START, Phase.ASKING, place, phases, new HashSet<>());
    boolean open = Editing.target(steps, place) == null;
    return List.of(values()).stream()
        .filter(one -> phases.stream().allMatch(phase -> one.fits(phase, open, steps, place)))
        .toList();
  }

  private record Walked(@Nullable String step, Phase phase) {}

  private static void walk(
      Flow flow,
      Optional<Step> to,
      Place way,
      Phase phase,
      Place wanted,
      Set<Phase> phases,
      Set<Walked> walked) {
    if (way.equals(wanted)) {
      phases.add(phase);
    }
    if (to.isEmpty() || !walked.add(new Walked(to.get().id(), phase))) {
      return;
    }
    Step step = to.get();
    for (Step.Exit exit : step.exits()) {
      Place next = new Place(step.id(), exit.way());
      Phase then = after(flow, step, exit.way(), phase);
      walk(flow, flow.step(exit.to()), next, then, wanted, phases, walked);
    }
  }

  private static Phase after(Flow flow, Step step, Step.Way way, Phase phase) {
    if (!(step instanceof Step.WaitForConfirmation wait) || phase != Phase.ASKING) {
      return phase;
    }
    if (way == Step.Way.CONFIRMED) {
      return Phase.CONFIRMED;
    }
    return flow.asksOn(wait) ? Phase.ASKING : Phase.LAPSED;
  }

  private boolean fits(Phase phase, boolean open, List<Step> steps, Place place) {
    if (ALWAYS.contains(this)) {
      return true;
    }
    long waits = steps.stream().filter(Step.WaitForConfirmation.class::isInstance).count();
    return switch (this) {
      case SEND_CAMPAIGN -> phase != Phase.LAPSED;
      case WAIT_FOR_CONFIRMATION -> phase == Phase.ASKING && waits == 0;
      case REMINDER -> phase == Phase.LAPSED && waits == 1 && place.way() == Step.Way.UNCONFIRMED;
      case WAIT, UNSUBSCRIBE -> phase != Phase.ASKING;
      case COMPLETE -> open && phase == Phase.CONFIRMED;
      case ERASE -> open && phase == Phase.LAPSED;
      case END -> open && phase != Phase.ASKING;
      default -> false;
    };
  }

  /**
   * The new steps, to be put in at a place.
   *
   * @param ids gives each its id
   */
  public List<Step> steps(List<Step> around, Place place, Supplier<String> ids) {
    String id = ids.get();
    return switch (this) {
      case SEND_CAMPAIGN -> List.of(new Step.SendCampaign(id, null, null));
      case WAIT_FOR_CONFIRMATION -> {
        String otherwise = ids.get();
        yield List.of(
            new Step.WaitForConfirmation(id, USUAL_DAYS, null, otherwise),
            new Step.Unsubscribe(otherwise));
      }
      case REMINDER -> {
        String wait = ids.get();
        yield List.of(
            new Step.SendCampaign(id, null, wait),
            new Step.WaitForConfirmation(wait, FEW_DAYS, confirmed(around, place), null));
      }
      case WAIT -> List.of(new Step.Wait(id, 1, 0, null));
      case ADD_TO_GROUP -> List.of(new Step.AddToGroup(id, null, null));
      case REMOVE_FROM_GROUP -> List.of(new Step.RemoveFromGroup(id, null, null));
      case SET_FIELD -> List.of(new Step.SetField(id, null, null, null));
      case NOTIFY_STAFF -> List.of(new Step.NotifyStaff(id, null, null, null));
      case CALL_WEBHOOK -> List.of(new Step.CallWebhook(id, null, null));
      case UNSUBSCRIBE -> List.of(new Step.Unsubscribe(id));
      case COMPLETE -> List.of(new Step.Complete(id));
      case ERASE -> List.of(new Step.Erase(id));
      case END -> List.of(new Step.End(id));
    };
  }

  /** Whoever confirms after the reminder goes the same way as whoever did before it. */
  private static @Nullable String confirmed(List<Step> around, Place place) {
    return Editing.find(around, place.from())
        .filter(Step.WaitForConfirmation.class::isInstance)
        .map(step -> ((Step.WaitForConfirmation) step).confirmed())
        .orElse(null);
  }
}

package org.jawort.optin.step;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps of one process by their ids, and where they lead. */
public final class Flow {
  /** The id of the end that a confirmation leads to in the standard process. */
  public static final String COMPLETE = "complete";

  private final List<Step> steps;
  private final Map<String, Step> byId;

  /** Of the steps of one version or draft; the first is the entry. */
  public Flow(List<Step> steps) {
    this.steps = List.copyOf(steps);
    this.byId = new LinkedHashMap<>();
    // Where a draft has an id twice the first counts; the check tells.
    steps.forEach(step -> byId.putIfAbsent(step.id(), step));
  }

  /** All of them, the entry first. */
  public List<Step> steps() {
    return steps;
  }

  /** Where runs begin. */
  public Step entry() {
    return steps.getFirst();
  }

  /** The step of that id; empty where there is none. */
  public Optional<Step> step(@Nullable String id) {
    return id == null ? Optional.empty() : Optional.ofNullable(byId.get(id));
  }

  /** The step that the way leads to; empty where nothing follows. */
  public Optional<Step> after(Step step, Step.Way way) {
    return step.exits().stream()
        .filter(exit -> exit.way() == way)
        .findFirst()
        .flatMap(exit -> step(exit.to()));
  }

  /** The steps from the given one on up to that at which a run stands or ends, both included. */
  public List<Step> upToPause(Optional<Step> from) {
    var way = new ArrayList<Step>();
    var seen = new HashSet<String>();
    Optional<Step> next = from;
    while (next.isPresent() && seen.add(next.get().id())) {
      way.add(next.get());
      next = isPause(next.get()) ? Optional.empty() : after(next.get(), Step.Way.NEXT);
    }
    return way;
  }

  static boolean isPause(Step step) {
    return step instanceof Step.WaitForConfirmation || step instanceof Step.Wait;
  }

  /**
   * Where a confirmation leads from a wait, for the run to remember; null for the end named
   * complete, which the confirmation itself comes to: the usual case costs no byte and no work.
   */
  public @Nullable String confirmedStep(Step.WaitForConfirmation wait) {
    boolean atOnce =
        COMPLETE.equals(wait.confirmed())
            && step(wait.confirmed()).orElse(null) instanceof Step.Complete;
    return atOnce ? null : wait.confirmed();
  }

  /** Tells whether the recipient is still asked after the wait is over: by a reminder. */
  public boolean asksOn(Step.WaitForConfirmation wait) {
    return leadsToWait(step(wait.unconfirmed()), new HashSet<>());
  }

  private boolean leadsToWait(Optional<Step> from, HashSet<String> seen) {
    if (from.isEmpty() || !seen.add(from.get().id())) {
      return false;
    }
    return from.get() instanceof Step.WaitForConfirmation
        || from.get().exits().stream().anyMatch(exit -> leadsToWait(step(exit.to()), seen));
  }
}

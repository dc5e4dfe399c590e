package org.jawort.optin.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jawort.optin.step.Flow;
import org.jawort.optin.step.Step;

/**
 * All that a run remembers of its way, from which the whole of it follows: before its answer it was
 * never confirmed, at its answer it went the way of its status, and from then on there is but one.
 *
 * @param answered where it was answered or the time was over; empty for the first step that waits
 * @param step where it stands or ended
 */
record Trace(RunStatus status, String answered, String step, boolean ended) {
  /** A step that it came to, and how it left it; empty where it stands or ended there. */
  private record Passage(Step step, Optional<Step.Way> way) {}

  static Map<String, StepCounts> counts(Flow flow, Map<Trace, Long> traces) {
    var left = new HashMap<String, Map<Step.Way, Long>>();
    var standing = new HashMap<String, Long>();
    var ended = new HashMap<String, Long>();
    traces.forEach(
        (trace, runs) -> {
          for (Passage passage : trace.passages(flow)) {
            String id = passage.step().id();
            if (passage.way().isPresent()) {
              left.computeIfAbsent(id, step -> new EnumMap<>(Step.Way.class))
                  .merge(passage.way().get(), runs, Long::sum);
            } else {
              (trace.ended() ? ended : standing).merge(id, runs, Long::sum);
            }
          }
        });
    var counts = new HashMap<String, StepCounts>();
    for (Step step : flow.steps()) {
      String id = step.id();
      if (left.containsKey(id) || standing.containsKey(id) || ended.containsKey(id)) {
        counts.put(
            id,
            new StepCounts(
                standing.getOrDefault(id, 0L),
                left.getOrDefault(id, Map.of()),
                ended.getOrDefault(id, 0L)));
      }
    }
    return counts;
  }

  /** Tells whether its way leads out of the step by that way. */
  boolean leaves(Flow flow, String from, Step.Way by) {
    return passages(flow).stream()
        .anyMatch(p -> p.step().id().equals(from) && p.way().equals(Optional.of(by)));
  }

  private List<Passage> passages(Flow flow) {
    var passages = new ArrayList<Passage>();
    var seen = new HashSet<String>();
    Optional<Step> at = Optional.of(flow.entry());
    boolean open = true;
    while (at.isPresent() && seen.add(at.get().id())) {
      Step here = at.get();
      boolean answers =
          open
              && here instanceof Step.WaitForConfirmation
              && status != RunStatus.WAITING
              && (answered.isEmpty() || answered.equals(here.id()));
      open = open && !answers;
      boolean last = here.id().equals(step);
      Optional<Step.Way> way = last && !answers ? lastWay(here) : Optional.of(way(here, answers));
      passages.add(new Passage(here, way));
      at = last ? Optional.empty() : flow.after(here, way.orElseThrow());
    }
    return passages;
  }

  private Optional<Step.Way> lastWay(Step here) {
    return ended && !here.exits().isEmpty() ? Optional.of(Step.Way.STOPPED) : Optional.empty();
  }

  private Step.Way way(Step here, boolean answers) {
    if (!(here instanceof Step.WaitForConfirmation)) {
      return Step.Way.NEXT;
    }
    if (!answers) {
      return Step.Way.UNCONFIRMED;
    }
    return switch (status) {
      case CONFIRMED -> Step.Way.CONFIRMED;
      // Taken back where it waited, or signed off somewhere behind.
      case ENDED -> here.id().equals(step) ? Step.Way.STOPPED : Step.Way.CONFIRMED;
      case REFUSED -> Step.Way.STOPPED;
      case LAPSED, WAITING -> Step.Way.UNCONFIRMED;
    };
  }
}

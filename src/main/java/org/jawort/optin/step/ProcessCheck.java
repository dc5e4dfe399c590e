package org.jawort.optin.step;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jawort.optin.step.ProcessProblem.Code;

/** Tells everything that is wrong with a process at once, each beside its step (S1-08). */
public final class ProcessCheck {
  /** Most steps of a process. */
  static final int MOST_STEPS = 60;

  private static final String ID = "[A-Za-z0-9_-]{1,40}";

  private ProcessCheck() {}

  /** All problems, in the order of the steps; those of the whole come first. */
  public static List<ProcessProblem> problems(List<Step> steps, StepSurroundings around) {
    if (steps.isEmpty()) {
      return List.of(new ProcessProblem(null, Code.EMPTY, List.of()));
    }
    var flow = new Flow(steps);
    var problems = new ArrayList<ProcessProblem>();
    if (steps.size() > MOST_STEPS) {
      problems.add(new ProcessProblem(null, Code.TOO_MANY_STEPS, List.of(MOST_STEPS)));
    }
    problems.addAll(badIds(steps));
    steps.forEach(step -> problems.addAll(StepCheck.problems(step, around)));
    problems.addAll(ShapeCheck.problems(flow));
    problems.addAll(new MeaningCheck(flow, around).problems());
    var order = new ArrayList<String>(steps.stream().map(Step::id).toList());
    return problems.stream()
        .distinct()
        .sorted(Comparator.comparing(problem -> order.indexOf(problem.step())))
        .toList();
  }

  private static List<ProcessProblem> badIds(List<Step> steps) {
    List<String> ids = steps.stream().map(Step::id).toList();
    return IntStream.range(0, ids.size())
        .filter(i -> !ids.get(i).matches(ID) || ids.indexOf(ids.get(i)) < i)
        .mapToObj(i -> new ProcessProblem(ids.get(i), Code.BAD_ID, List.of()))
        .toList();
  }
}

package org.jawort.optin.step;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jawort.optin.step.ProcessProblem.Code;

/** Checks that every way leads somewhere and comes to an end, and that every step is on a way. */
final class ShapeCheck {
  private final Flow flow;
  private final List<ProcessProblem> problems = new ArrayList<>();
  private final Set<String> open = new HashSet<>();
  private final Set<String> done = new HashSet<>();

  private ShapeCheck(Flow flow) {
    this.flow = flow;
  }

  static List<ProcessProblem> problems(Flow flow) {
    var check = new ShapeCheck(flow);
    check.visit(flow.entry());
    flow.steps().forEach(check::unreachable);
    return check.problems;
  }

  private void visit(Step step) {
    if (done.contains(step.id())) {
      return;
    }
    if (!open.add(step.id())) {
      problems.add(new ProcessProblem(step.id(), Code.CYCLE, List.of()));
      return;
    }
    step.exits().forEach(exit -> follow(step, exit));
    open.remove(step.id());
    done.add(step.id());
  }

  private void follow(Step step, Step.Exit exit) {
    flow.step(exit.to())
        .ifPresentOrElse(
            this::visit,
            () -> {
              Code code = exit.to() == null ? Code.NEXT_MISSING : Code.NEXT_UNKNOWN;
              problems.add(
                  new ProcessProblem(
                      step.id(), code, List.of(Phrase.of("optin.way." + exit.way()))));
            });
  }

  /** Its own ways are looked at as well: whoever mends the process wants to see all. */
  private void unreachable(Step step) {
    if (done.add(step.id())) {
      problems.add(new ProcessProblem(step.id(), Code.UNREACHABLE, List.of()));
      step.exits().stream()
          .filter(exit -> flow.step(exit.to()).isEmpty())
          .forEach(exit -> follow(step, exit));
    }
  }
}

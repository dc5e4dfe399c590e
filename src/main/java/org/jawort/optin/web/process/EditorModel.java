package org.jawort.optin.web.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jawort.optin.process.EditedProcess;
import org.jawort.optin.process.OptInProcess;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessDraft;
import org.jawort.optin.step.Editing;
import org.jawort.optin.step.FlowChart;
import org.jawort.optin.step.Phrase;
import org.jawort.optin.step.Place;
import org.jawort.optin.step.ProcessProblem;
import org.jawort.optin.step.Step;
import org.jawort.optin.step.StepKind;
import org.jawort.optin.step.StepWords;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.User;
import org.jawort.tenant.UserId;
import org.jawort.tenant.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the page shows on which a process is edited. */
@Component
class EditorModel {
  private final OptInProcesses processes;
  private final Users users;

  EditorModel(OptInProcesses processes, Users users) {
    this.processes = processes;
    this.users = users;
  }

  /** Somewhere a step can be moved to. */
  record Target(String value, Phrase says) {}

  /** A way of a step that is to be removed, and what goes when the other one is kept. */
  record Kept(Step.Way way, List<Phrase> lost) {}

  /** The process as it is now: somebody may have changed it since the request came in. */
  Answer draw(Acting acting, OptInProcess process, EditorView view) {
    String open = view.open() == null ? "" : view.open();
    return draw(acting, processes.edited(acting.tenant(), process.id(), open).orElseThrow(), view);
  }

  Answer draw(Acting acting, EditedProcess edited, EditorView view) {
    OptInProcess process = edited.process();
    ProcessDraft draft = edited.draft();
    List<Step> steps = edited.steps();
    Map<UUID, String> names = edited.names();
    List<ProcessProblem> problems = edited.problems();
    var said = new LinkedHashMap<String, Phrase>();
    steps.forEach(step -> said.putIfAbsent(step.id(), StepWords.of(step, names)));
    return Answer.page("optin/process/editor")
        .with("process", process)
        .with("draft", draft)
        .with("author", author(acting, edited))
        .with("chart", FlowChart.of(steps, names))
        .with("said", said)
        .with("problems", byStep(problems))
        .with("wrong", problems.stream().filter(ProcessProblem::forbids).toList())
        .with("remarks", problems.stream().filter(p -> !p.forbids()).toList())
        .with("menus", menus(steps))
        .with("conflict", view.conflict())
        .with("near", view.near())
        .with("underWay", edited.underWay())
        .with("named", named(process, view))
        .with(step(edited, said, view));
  }

  private String author(Acting acting, EditedProcess edited) {
    Optional<UUID> by = edited.draft().changedBy();
    return by.map(edited.around().staff()::get)
        .or(() -> by.flatMap(gone -> users.find(acting.tenant(), new UserId(gone))).map(User::name))
        .orElse("");
  }

  private static FormInput named(OptInProcess process, EditorView view) {
    return view.named() == null ? FormInput.empty().with("name", process.name()) : view.named();
  }

  private static Map<String, List<ProcessProblem>> byStep(List<ProcessProblem> problems) {
    var byStep = new HashMap<String, List<ProcessProblem>>();
    for (ProcessProblem problem : problems) {
      if (problem.step() != null) {
        byStep.computeIfAbsent(problem.step(), id -> new ArrayList<>()).add(problem);
      }
    }
    return byStep;
  }

  private static Map<Place, List<StepKind>> menus(List<Step> steps) {
    var menus = new HashMap<Place, List<StepKind>>();
    Editing.places(steps).forEach(place -> menus.put(place, StepKind.at(steps, place)));
    return menus;
  }

  /** The settings of the step that is open. */
  private Map<String, @Nullable Object> step(
      EditedProcess edited, Map<String, Phrase> said, EditorView view) {
    List<Step> steps = edited.steps();
    var shown = new HashMap<String, @Nullable Object>();
    Optional<Step> open = steps.stream().filter(s -> s.id().equals(view.open())).findFirst();
    shown.put("open", open.map(Step::id).orElse(null));
    shown.put("lost", view.typed() != null && open.isEmpty() ? typed(view) : null);
    if (open.isEmpty()) {
      return shown;
    }
    Step step = open.get();
    shown.put("step", step);
    shown.put("form", view.typed() == null ? StepForm.filled(step) : view.typed());
    shown.put("refused", view.refused());
    shown.put("choices", StepChoices.of(edited, step));
    shown.put("targets", targets(steps, step, said));
    shown.put("canUp", Editing.up(steps, step.id()).isPresent());
    shown.put("canDown", Editing.down(steps, step.id()).isPresent());
    shown.put("kept", kept(steps, step, said));
    return shown;
  }

  /** What somebody typed about a step that is gone. */
  private static List<String> typed(EditorView view) {
    FormInput form = Objects.requireNonNull(view.typed());
    return List.of("days", "hours", "value", "text", "url").stream()
        .map(form::value)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private static List<Target> targets(List<Step> steps, Step step, Map<String, Phrase> said) {
    if (!Editing.movable(step)) {
      return List.of();
    }
    List<Step> now = Editing.ordered(steps);
    return Editing.places(steps)
        .filter(place -> !step.id().equals(place.from()))
        .filter(
            place ->
                Editing.move(steps, step.id(), place)
                    .filter(moved -> !moved.equals(now))
                    .isPresent())
        .map(place -> new Target(value(place), said(place, said)))
        .toList();
  }

  static String value(Place place) {
    return (place.from() == null ? "" : place.from()) + ":" + place.way();
  }

  static Optional<Place> place(@Nullable String value) {
    int colon = value == null ? -1 : value.lastIndexOf(':');
    if (value == null || colon < 0) {
      return Optional.empty();
    }
    String from = value.substring(0, colon);
    return List.of(Step.Way.NEXT, Step.Way.CONFIRMED, Step.Way.UNCONFIRMED).stream()
        .filter(way -> way.name().equals(value.substring(colon + 1)))
        .findFirst()
        .map(way -> new Place(from.isEmpty() ? null : from, way));
  }

  private static Phrase said(Place place, Map<String, Phrase> said) {
    return place.from() == null
        ? Phrase.of("process.place.start")
        : Phrase.of("process.place." + place.way(), Objects.requireNonNull(said.get(place.from())));
  }

  private static List<Kept> kept(List<Step> steps, Step step, Map<String, Phrase> said) {
    return step.exits().stream()
        .map(
            exit ->
                new Kept(
                    exit.way(),
                    Editing.lost(steps, step.id(), exit.way()).stream()
                        .map(lost -> Objects.requireNonNull(said.get(lost.id())))
                        .toList()))
        .toList();
  }
}

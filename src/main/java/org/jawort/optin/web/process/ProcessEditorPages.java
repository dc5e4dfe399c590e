package org.jawort.optin.web.process;

import static org.jawort.optin.web.process.ProcessAddresses.ONE;

import java.util.List;
import java.util.Optional;
import org.jawort.optin.process.EditedProcess;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessChangeOutcome;
import org.jawort.optin.process.ProcessId;
import org.jawort.optin.step.Editing;
import org.jawort.optin.step.Place;
import org.jawort.optin.step.Step;
import org.jawort.optin.step.StepKind;
import org.jawort.platform.Ids;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The editor of a draft: each change is saved at once, on the revision that was looked at. */
@Controller
class ProcessEditorPages {
  private final OptInProcesses processes;
  private final EditorModel editor;
  private final EditorAnswers answers;
  private final Ids ids;

  ProcessEditorPages(OptInProcesses processes, EditorModel editor, EditorAnswers answers, Ids ids) {
    this.processes = processes;
    this.editor = editor;
    this.answers = answers;
    this.ids = ids;
  }

  /** What is to be done with a request. */
  private interface Deed {
    Answer on(Asked asked);
  }

  @GetMapping(ONE)
  Answer show(
      EditedProcess edited,
      @RequestParam(required = false) @Nullable String step,
      @RequestParam(required = false) @Nullable String near,
      Acting acting) {
    return editor.draw(acting, edited, EditorView.of(step, near));
  }

  /** Changes the draft, unless somebody else was first. */
  @PostMapping(ONE + "/{deed:insert|remove|move|step|undo}")
  Answer change(
      EditedProcess edited,
      @PathVariable String deed,
      @Labels("process.step") FormInput form,
      Acting acting) {
    Deed wanted =
        switch (deed) {
          case "insert" -> this::insert;
          case "remove" -> this::remove;
          case "move" -> this::move;
          case "step" -> this::set;
          default -> this::undo;
        };
    var asked = new Asked(acting, edited, form, EditorView.revision(form));
    return asked.revision() == edited.draft().revision()
        ? wanted.on(asked)
        : answers.conflict(asked);
  }

  private Answer insert(Asked asked) {
    List<Step> steps = asked.draft().steps();
    Optional<Place> place = EditorModel.place(asked.form().value("place"));
    Optional<StepKind> wanted =
        place.stream()
            .flatMap(at -> StepKind.at(steps, at).stream())
            .filter(one -> one.name().equals(asked.form().value("kind")))
            .findFirst();
    if (place.isEmpty() || wanted.isEmpty()) {
      return answers.impossible(asked);
    }
    List<Step> added = wanted.get().steps(steps, place.get(), this::stepId);
    Optional<List<Step>> changed = Editing.insert(steps, place.get(), added);
    String first = added.getFirst().id();
    return answers.save(asked, changed, "process.done.inserted", first, first);
  }

  private String stepId() {
    String id = ids.next().toString().replace("-", "");
    return "s" + id.substring(id.length() - 12);
  }

  private Answer remove(Asked asked) {
    List<Step> steps = asked.draft().steps();
    String step = asked.form().value("step");
    Optional<Step.Way> stays = stays(asked, steps, step);
    if (stays.isEmpty()) {
      asked.form().refuse("stays", "process.remove.choose");
      return answers.drawn(asked, 422, EditorView.refused(step, asked.form()));
    }
    String near = Editing.before(steps, step).orElse(steps.isEmpty() ? "" : steps.getFirst().id());
    return answers.save(
        asked, Editing.remove(steps, step, stays.get()), "process.done.removed", "", near);
  }

  /** Which way stays; empty where the step has two and nobody said. */
  private static Optional<Step.Way> stays(Asked asked, List<Step> steps, String id) {
    List<Step.Way> ways =
        steps.stream()
            .filter(step -> step.id().equals(id))
            .flatMap(step -> step.exits().stream())
            .map(Step.Exit::way)
            .toList();
    return ways.size() < 2
        ? Optional.of(Step.Way.NEXT)
        : ways.stream().filter(way -> way.name().equals(asked.form().value("stays"))).findFirst();
  }

  private Answer move(Asked asked) {
    List<Step> steps = asked.draft().steps();
    String step = asked.form().value("step");
    Optional<List<Step>> moved =
        switch (asked.form().value("to")) {
          case "up" -> Editing.up(steps, step);
          case "down" -> Editing.down(steps, step);
          default ->
              EditorModel.place(asked.form().value("place"))
                  .flatMap(place -> Editing.move(steps, step, place));
        };
    return answers.save(asked, moved, "process.done.moved", asked.open(), step);
  }

  private Answer set(Asked asked) {
    List<Step> steps = asked.draft().steps();
    String id = asked.form().value("step");
    Optional<Step> old = steps.stream().filter(step -> step.id().equals(id)).findFirst();
    if (old.isEmpty()) {
      return answers.impossible(asked);
    }
    Optional<Step> typed =
        StepForm.read(old.get(), asked.form(), StepChoices.of(asked.edited(), old.get()));
    if (typed.isEmpty()) {
      return answers.drawn(asked, 422, EditorView.typed(id, asked.form()));
    }
    return answers.save(asked, Editing.set(steps, typed.get()), "process.done.saved", id, "");
  }

  private Answer undo(Asked asked) {
    boolean again = asked.form().value("to").equals("redo");
    TenantId tenant = asked.acting().tenant();
    ProcessId process = asked.process().id();
    ProcessChangeOutcome change =
        again
            ? processes.redo(tenant, asked.by(), process, asked.revision())
            : processes.undo(tenant, asked.by(), process, asked.revision());
    return answers.answer(
        asked, change, again ? "process.done.redone" : "process.done.undone", asked.open());
  }
}

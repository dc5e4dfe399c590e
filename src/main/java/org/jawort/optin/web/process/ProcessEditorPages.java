package org.jawort.optin.web.process;

import static org.jawort.optin.web.process.ProcessAddresses.LIST;
import static org.jawort.optin.web.process.ProcessAddresses.ONE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.optin.Addition;
import org.jawort.optin.Editing;
import org.jawort.optin.OptInProcess;
import org.jawort.optin.OptInProcesses;
import org.jawort.optin.Place;
import org.jawort.optin.ProcessChange;
import org.jawort.optin.ProcessDraft;
import org.jawort.optin.ProcessId;
import org.jawort.optin.Step;
import org.jawort.platform.Ids;
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The editor of a draft: each change is saved at once, on the revision that was looked at. */
@Controller
class ProcessEditorPages {
  private final OptInProcesses processes;
  private final EditorModel editor;
  private final StepChoices choices;
  private final Ids ids;

  ProcessEditorPages(OptInProcesses processes, EditorModel editor, StepChoices choices, Ids ids) {
    this.processes = processes;
    this.editor = editor;
    this.choices = choices;
    this.ids = ids;
  }

  /** A request about one process. */
  private record Asked(
      Acting acting,
      OptInProcess process,
      ProcessDraft draft,
      FormInput form,
      int revision,
      HttpServletResponse response,
      Model model) {
    String open() {
      return form.value("open");
    }
  }

  /** What is to be done with a request. */
  private interface Deed {
    String on(Asked asked);
  }

  private @Nullable String about(
      UUID id,
      MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model,
      Deed deed)
      throws IOException {
    Optional<OptInProcess> process = processes.find(acting.tenant(), new ProcessId(id));
    Optional<ProcessDraft> draft = processes.draft(acting.tenant(), new ProcessId(id));
    if (process.isEmpty() || draft.isEmpty()) {
      return ProcessAddresses.unknown(request, response);
    }
    FormInput form = FormInput.of(values, "process.step");
    return deed.on(
        new Asked(
            acting,
            process.get(),
            draft.get(),
            form,
            EditorView.revision(values),
            response,
            model));
  }

  /** The same for what changes the draft, unless somebody else was first. */
  private @Nullable String change(
      UUID id,
      MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model,
      Deed deed)
      throws IOException {
    return about(
        id,
        values,
        acting,
        request,
        response,
        model,
        asked -> asked.revision() == asked.draft().revision() ? deed.on(asked) : conflict(asked));
  }

  @GetMapping(ONE)
  @Nullable String show(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    return about(
        id,
        values,
        acting,
        request,
        response,
        model,
        asked ->
            editor.draw(
                acting,
                asked.process(),
                EditorView.of(values.getFirst("step"), values.getFirst("near")),
                model));
  }

  @PostMapping(ONE + "/insert")
  @Nullable String insert(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    return change(id, values, acting, request, response, model, this::insert);
  }

  private String insert(Asked asked) {
    List<Step> steps = asked.draft().steps();
    Optional<Place> place = EditorModel.place(asked.form().value("place"));
    Optional<Addition> wanted =
        place.stream()
            .flatMap(at -> Addition.at(steps, at).stream())
            .filter(one -> one.name().equals(asked.form().value("kind")))
            .findFirst();
    if (place.isEmpty() || wanted.isEmpty()) {
      return impossible(asked);
    }
    List<Step> added = wanted.get().steps(steps, place.get(), this::stepId);
    Optional<List<Step>> changed = Editing.insert(steps, place.get(), added);
    String first = added.getFirst().id();
    return save(asked, changed, "process.done.inserted", first, first);
  }

  private String stepId() {
    String id = ids.next().toString().replace("-", "");
    return "s" + id.substring(id.length() - 12);
  }

  @PostMapping(ONE + "/remove")
  @Nullable String remove(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    return change(id, values, acting, request, response, model, this::remove);
  }

  private String remove(Asked asked) {
    List<Step> steps = asked.draft().steps();
    String step = asked.form().value("step");
    Optional<Step.Way> stays = stays(asked, steps, step);
    if (stays.isEmpty()) {
      asked.form().refuse("stays", "process.remove.choose");
      return drawn(asked, 422, EditorView.refused(step, asked.form()));
    }
    String near = Editing.before(steps, step).orElse(steps.isEmpty() ? "" : steps.getFirst().id());
    return save(asked, Editing.remove(steps, step, stays.get()), "process.done.removed", "", near);
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

  @PostMapping(ONE + "/move")
  @Nullable String move(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    return change(id, values, acting, request, response, model, this::move);
  }

  private String move(Asked asked) {
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
    return save(asked, moved, "process.done.moved", asked.open(), step);
  }

  @PostMapping(ONE + "/step")
  @Nullable String set(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    return change(id, values, acting, request, response, model, this::set);
  }

  private String set(Asked asked) {
    List<Step> steps = asked.draft().steps();
    String id = asked.form().value("step");
    Optional<Step> old = steps.stream().filter(step -> step.id().equals(id)).findFirst();
    if (old.isEmpty()) {
      return impossible(asked);
    }
    Optional<Step> typed =
        StepForm.read(
            old.get(),
            asked.form(),
            choices.of(asked.acting(), asked.process().language(), steps, old.get()));
    if (typed.isEmpty()) {
      return drawn(asked, 422, EditorView.typed(id, asked.form()));
    }
    return save(asked, Editing.set(steps, typed.get()), "process.done.saved", id, "");
  }

  @PostMapping(ONE + "/undo")
  @Nullable String undo(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    return change(
        id,
        values,
        acting,
        request,
        response,
        model,
        asked -> {
          boolean again = asked.form().value("to").equals("redo");
          ProcessChange change =
              again
                  ? processes.redo(
                      acting.tenant(), by(asked), asked.process().id(), asked.revision())
                  : processes.undo(
                      acting.tenant(), by(asked), asked.process().id(), asked.revision());
          return answer(
              asked, change, again ? "process.done.redone" : "process.done.undone", asked.open());
        });
  }

  private static UUID by(Asked asked) {
    return asked.acting().user().value();
  }

  private String save(
      Asked asked, Optional<List<Step>> steps, String done, String open, String near) {
    if (steps.isEmpty()) {
      return impossible(asked);
    }
    if (steps.get().equals(asked.draft().steps())) {
      return back(asked, open, near);
    }
    ProcessChange change =
        processes.saveDraft(
            asked.acting().tenant(),
            by(asked),
            asked.process().id(),
            asked.revision(),
            steps.get());
    return answer(asked, change, done, open, near);
  }

  private String answer(Asked asked, ProcessChange change, String done, String open) {
    return answer(asked, change, done, open, "");
  }

  private String answer(Asked asked, ProcessChange change, String done, String open, String near) {
    return switch (change) {
      case ProcessChange.Saved saved -> {
        Flash.good(asked.response(), done);
        yield back(asked, open, near);
      }
      case ProcessChange.Conflict conflict -> conflict(asked);
      case ProcessChange.Unknown gone -> "redirect:" + LIST;
      default -> back(asked, open, near);
    };
  }

  /** Somebody else was first; what was typed stands in the form still. */
  private String conflict(Asked asked) {
    boolean typed = asked.form().has("settings", "true");
    return drawn(
        asked,
        409,
        EditorView.conflict(
            typed ? asked.form().value("step") : asked.open(), typed ? asked.form() : null));
  }

  private String drawn(Asked asked, int status, EditorView view) {
    asked.response().setStatus(status);
    // The address of a change is none to come back to.
    asked.response().setHeader("HX-Push-Url", "false");
    return editor.draw(asked.acting(), asked.process(), view, asked.model());
  }

  private String impossible(Asked asked) {
    Flash.bad(asked.response(), "process.impossible");
    return back(asked, asked.open(), "");
  }

  private static String back(Asked asked, String open, String near) {
    var address = UriComponentsBuilder.fromPath(LIST + "/" + asked.process().id());
    if (!open.isEmpty()) {
      address.queryParam("step", "{open}");
    }
    if (!near.isEmpty()) {
      address.queryParam("near", "{near}");
    }
    String path =
        address
            .encode()
            .buildAndExpand(open.isEmpty() ? new Object[] {near} : new Object[] {open, near})
            .toUriString();
    return "redirect:" + path.replace("{", "%7B") + (open.isEmpty() ? "" : "#panel");
  }
}

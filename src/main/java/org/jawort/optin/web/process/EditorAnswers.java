package org.jawort.optin.web.process;

import static org.jawort.optin.web.process.ProcessAddresses.LIST;

import java.util.List;
import java.util.Optional;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessChangeOutcome;
import org.jawort.optin.step.Step;
import org.jawort.platform.web.Flash;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** What whoever changed something in the editor sees next. */
@Component
class EditorAnswers {
  private final OptInProcesses processes;
  private final EditorModel editor;

  EditorAnswers(OptInProcesses processes, EditorModel editor) {
    this.processes = processes;
    this.editor = editor;
  }

  /** Saves the draft, unless it cannot be done or changes nothing. */
  String save(Asked asked, Optional<List<Step>> steps, String done, String open, String near) {
    if (steps.isEmpty()) {
      return impossible(asked);
    }
    if (steps.get().equals(asked.draft().steps())) {
      return back(asked, open, near);
    }
    ProcessChangeOutcome change =
        processes.saveDraft(
            asked.acting().tenant(),
            asked.by(),
            asked.process().id(),
            asked.revision(),
            steps.get());
    return answer(asked, change, done, open, near);
  }

  String answer(Asked asked, ProcessChangeOutcome change, String done, String open) {
    return answer(asked, change, done, open, "");
  }

  private String answer(
      Asked asked, ProcessChangeOutcome change, String done, String open, String near) {
    return switch (change) {
      case ProcessChangeOutcome.Saved saved -> {
        Flash.good(asked.response(), done);
        yield back(asked, open, near);
      }
      case ProcessChangeOutcome.Conflict conflict -> conflict(asked);
      case ProcessChangeOutcome.Unknown gone -> "redirect:" + LIST;
      default -> back(asked, open, near);
    };
  }

  /** Somebody else was first; what was typed stands in the form still. */
  String conflict(Asked asked) {
    boolean typed = asked.form().has("settings", "true");
    return drawn(
        asked,
        409,
        EditorView.conflict(
            typed ? asked.form().value("step") : asked.open(), typed ? asked.form() : null));
  }

  String drawn(Asked asked, int status, EditorView view) {
    asked.response().setStatus(status);
    // The address of a change is none to come back to.
    asked.response().setHeader("HX-Push-Url", "false");
    return editor.draw(asked.acting(), asked.process(), view, asked.model());
  }

  String impossible(Asked asked) {
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

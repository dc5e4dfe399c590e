package org.jawort.optin.web.process;

import static org.jawort.optin.web.process.ProcessAddresses.LIST;

import java.util.List;
import java.util.Optional;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessChangeOutcome;
import org.jawort.optin.step.Step;
import org.jawort.platform.web.Answer;
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
  Answer save(Asked asked, Optional<List<Step>> steps, String done, String open, String near) {
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

  Answer answer(Asked asked, ProcessChangeOutcome change, String done, String open) {
    return answer(asked, change, done, open, "");
  }

  private Answer answer(
      Asked asked, ProcessChangeOutcome change, String done, String open, String near) {
    return switch (change) {
      case ProcessChangeOutcome.Saved saved -> back(asked, open, near).good(done);
      case ProcessChangeOutcome.Conflict conflict -> conflict(asked);
      case ProcessChangeOutcome.Unknown gone -> Answer.redirect(LIST);
      default -> back(asked, open, near);
    };
  }

  /** Somebody else was first; what was typed stands in the form still. */
  Answer conflict(Asked asked) {
    boolean typed = asked.form().has("settings", "true");
    return drawn(
        asked,
        409,
        EditorView.conflict(
            typed ? asked.form().value("step") : asked.open(), typed ? asked.form() : null));
  }

  Answer drawn(Asked asked, int status, EditorView view) {
    return editor
        .draw(asked.acting(), asked.process(), view)
        .status(status)
        // The address of a change is none to come back to.
        .header("HX-Push-Url", "false");
  }

  Answer impossible(Asked asked) {
    return back(asked, asked.open(), "").bad("process.impossible");
  }

  private static Answer back(Asked asked, String open, String near) {
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
    return Answer.redirect(path.replace("{", "%7B") + (open.isEmpty() ? "" : "#panel"));
  }
}

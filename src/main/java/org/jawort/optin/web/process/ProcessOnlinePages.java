package org.jawort.optin.web.process;

import static org.jawort.optin.web.process.ProcessAddresses.LIST;
import static org.jawort.optin.web.process.ProcessAddresses.ONE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.optin.process.OptInProcess;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessChangeOutcome;
import org.jawort.optin.process.ProcessDraft;
import org.jawort.optin.process.ProcessId;
import org.jawort.optin.run.RunStatistics;
import org.jawort.optin.step.Phrase;
import org.jawort.optin.step.ProcessProblem;
import org.jawort.optin.step.Step;
import org.jawort.optin.step.StepWords;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Taking a process online: says first what will happen, or what is still missing (S1-09). */
@Controller
class ProcessOnlinePages {
  private final OptInProcesses processes;
  private final RunStatistics picture;
  private final EditorModel editor;

  ProcessOnlinePages(OptInProcesses processes, RunStatistics picture, EditorModel editor) {
    this.processes = processes;
    this.picture = picture;
    this.editor = editor;
  }

  @GetMapping(ONE + "/online")
  Answer ask(OptInProcess process, Acting acting) {
    return draw(acting, process);
  }

  private Answer draw(Acting acting, OptInProcess process) {
    ProcessDraft draft = processes.draft(acting.tenant(), process.id()).orElseThrow();
    List<ProcessProblem> problems =
        processes.problems(acting.tenant(), process.language(), draft.steps());
    Map<ProcessId, Long> underWay = picture.underWay(acting.tenant());
    Optional<OptInProcess> replaced = replaced(acting, process);
    return Answer.page("optin/process/online")
        .with("process", process)
        .with("draft", draft)
        .with("said", said(acting, draft))
        .with("wrong", problems.stream().filter(ProcessProblem::forbids).toList())
        .with("remarks", problems.stream().filter(p -> !p.forbids()).toList())
        .with("replaced", replaced.orElse(null))
        .with("finishing", underWay.getOrDefault(replaced.orElse(process).id(), 0L))
        .with(
            "differences",
            process.version() > 0 && draft.revision() > 0
                ? processes.difference(acting.tenant(), process.id(), process.version(), 0)
                : List.of());
  }

  private Optional<OptInProcess> replaced(Acting acting, OptInProcess process) {
    return processes.all(acting.tenant()).stream()
        .filter(other -> other.status() == OptInProcess.Status.ACTIVE)
        .filter(other -> other.language() == process.language())
        .filter(other -> !other.id().equals(process.id()))
        .findFirst();
  }

  private Map<String, Phrase> said(Acting acting, ProcessDraft draft) {
    Map<UUID, String> names = processes.names(acting.tenant(), draft.steps());
    var said = new HashMap<String, Phrase>();
    for (Step step : draft.steps()) {
      said.putIfAbsent(step.id(), StepWords.of(step, names));
    }
    return said;
  }

  @PostMapping(ONE + "/online")
  Answer take(OptInProcess process, FormInput form, Acting acting) {
    ProcessId id = process.id();
    int revision = EditorView.revision(form);
    return switch (processes.activate(acting.tenant(), acting.user().value(), id, revision)) {
      case ProcessChangeOutcome.Activated done ->
          Answer.redirect(LIST).good("process.online.done", done.version().version());
      case ProcessChangeOutcome.Invalid invalid -> draw(acting, process).status(422);
      case ProcessChangeOutcome.Conflict conflict ->
          editor.draw(acting, process, EditorView.conflict(null, null)).status(409);
      case ProcessChangeOutcome.Unknown gone -> throw ProcessAddresses.unknown();
      default -> Answer.redirect(LIST + "/" + id).bad("process.online.already");
    };
  }
}

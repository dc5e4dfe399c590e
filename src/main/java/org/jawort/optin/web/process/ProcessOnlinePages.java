package org.jawort.optin.web.process;

import static org.jawort.optin.web.process.ProcessAddresses.LIST;
import static org.jawort.optin.web.process.ProcessAddresses.ONE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
import org.jawort.platform.web.Flash;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

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
  @Nullable String ask(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<OptInProcess> process = processes.find(acting.tenant(), new ProcessId(id));
    return process.isEmpty()
        ? ProcessAddresses.unknown(request, response)
        : draw(acting, process.get(), model);
  }

  private String draw(Acting acting, OptInProcess process, Model model) {
    ProcessDraft draft = processes.draft(acting.tenant(), process.id()).orElseThrow();
    List<ProcessProblem> problems =
        processes.problems(acting.tenant(), process.language(), draft.steps());
    Map<ProcessId, Long> underWay = picture.underWay(acting.tenant());
    Optional<OptInProcess> replaced = replaced(acting, process);
    model.addAttribute("process", process);
    model.addAttribute("draft", draft);
    model.addAttribute("said", said(acting, draft));
    model.addAttribute("wrong", problems.stream().filter(ProcessProblem::forbids).toList());
    model.addAttribute("remarks", problems.stream().filter(p -> !p.forbids()).toList());
    model.addAttribute("replaced", replaced.orElse(null));
    model.addAttribute("finishing", underWay.getOrDefault(replaced.orElse(process).id(), 0L));
    model.addAttribute(
        "differences",
        process.version() > 0 && draft.revision() > 0
            ? processes.difference(acting.tenant(), process.id(), process.version(), 0)
            : List.of());
    return "optin/process/online";
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
  @Nullable String take(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    var wanted = new ProcessId(id);
    Optional<OptInProcess> process = processes.find(acting.tenant(), wanted);
    int revision = EditorView.revision(values);
    if (process.isEmpty()) {
      return ProcessAddresses.unknown(request, response);
    }
    return switch (processes.activate(acting.tenant(), acting.user().value(), wanted, revision)) {
      case ProcessChangeOutcome.Activated done -> {
        Flash.good(response, "process.online.done", done.version().version());
        yield "redirect:" + LIST;
      }
      case ProcessChangeOutcome.Invalid invalid -> {
        response.setStatus(422);
        yield draw(acting, process.get(), model);
      }
      case ProcessChangeOutcome.Conflict conflict -> {
        response.setStatus(409);
        yield editor.draw(acting, process.get(), EditorView.conflict(null, null), model);
      }
      case ProcessChangeOutcome.Unknown gone -> ProcessAddresses.unknown(request, response);
      default -> {
        Flash.bad(response, "process.online.already");
        yield "redirect:" + LIST + "/" + id;
      }
    };
  }
}

package org.jawort.optin.web.process;

import static org.jawort.optin.web.process.ProcessAddresses.LIST;
import static org.jawort.optin.web.process.ProcessAddresses.ONE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jawort.optin.process.OptInProcess;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessChangeOutcome;
import org.jawort.optin.process.ProcessDraft;
import org.jawort.optin.process.ProcessId;
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What can be done with a process as a whole: copy, rename, archive, give its draft up. */
@Controller
class ProcessLifePages {
  private final OptInProcesses processes;
  private final EditorModel editor;
  private final MessageSource texts;

  ProcessLifePages(OptInProcesses processes, EditorModel editor, MessageSource texts) {
    this.processes = processes;
    this.editor = editor;
    this.texts = texts;
  }

  @PostMapping(ONE + "/copy")
  @Nullable String copy(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var of = new ProcessId(id);
    Optional<ProcessDraft> copy =
        processes
            .find(acting.tenant(), of)
            .flatMap(
                process ->
                    processes.copy(
                        acting.tenant(), acting.user().value(), of, name(process, acting)));
    if (copy.isEmpty()) {
      return ProcessAddresses.unknown(request, response);
    }
    Flash.good(response, "process.copied");
    return "redirect:" + LIST + "/" + copy.get().process();
  }

  private String name(OptInProcess process, Acting acting) {
    String name =
        texts.getMessage(
            "process.copyOf", new Object[] {process.name()}, acting.language().locale());
    return name.length() <= OptInProcesses.LONGEST_NAME
        ? name
        : name.substring(0, OptInProcesses.LONGEST_NAME);
  }

  @PostMapping(ONE + "/rename")
  @Nullable String rename(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<OptInProcess> process = processes.find(acting.tenant(), new ProcessId(id));
    if (process.isEmpty()) {
      return ProcessAddresses.unknown(request, response);
    }
    FormInput form = FormInput.of(values, "process.whole");
    String name = form.required("name", OptInProcesses.LONGEST_NAME);
    if (!form.isGood()) {
      response.setStatus(422);
      return editor.draw(acting, process.get(), EditorView.whole(form), model);
    }
    processes.rename(acting.tenant(), new ProcessId(id), name);
    Flash.good(response, "process.renamed");
    return "redirect:" + LIST + "/" + id;
  }

  @PostMapping(ONE + "/archive")
  @Nullable String archive(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ProcessChangeOutcome change = processes.archive(acting.tenant(), new ProcessId(id));
    switch (change) {
      case ProcessChangeOutcome.Archived done -> Flash.good(response, "process.archived");
      case ProcessChangeOutcome.InUse used -> Flash.bad(response, "process.archive.inUse");
      case ProcessChangeOutcome.Unknown gone -> {
        return ProcessAddresses.unknown(request, response);
      }
      default -> Flash.bad(response, "process.archive.notActive");
    }
    return "redirect:" + LIST + "/" + id;
  }

  @PostMapping(ONE + "/delete")
  @Nullable String delete(
      @PathVariable UUID id,
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    var process = new ProcessId(id);
    Optional<OptInProcess> before = processes.find(acting.tenant(), process);
    int revision = EditorView.revision(values);
    return switch (processes.deleteDraft(acting.tenant(), process, revision)) {
      case ProcessChangeOutcome.Deleted deleted -> {
        Flash.good(response, "process.draftDeleted");
        boolean stays = before.filter(known -> known.version() > 0).isPresent();
        yield "redirect:" + LIST + (stays ? "/" + id : "");
      }
      case ProcessChangeOutcome.Conflict conflict -> {
        response.setStatus(409);
        yield editor.draw(acting, before.orElseThrow(), EditorView.conflict(null, null), model);
      }
      case ProcessChangeOutcome.Unknown gone -> ProcessAddresses.unknown(request, response);
      default -> {
        Flash.bad(response, "process.noDraft");
        yield "redirect:" + LIST + "/" + id;
      }
    };
  }
}

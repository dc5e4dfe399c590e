package org.jawort.optin.web.version;

import static org.jawort.optin.web.version.VersionAddresses.ALL;
import static org.jawort.optin.web.version.VersionAddresses.ONE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.optin.process.OptInProcess;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessChangeOutcome;
import org.jawort.optin.process.ProcessDraft;
import org.jawort.optin.process.ProcessId;
import org.jawort.optin.process.ProcessVersion;
import org.jawort.platform.web.Flash;
import org.jawort.tenant.Acting;
import org.jawort.tenant.User;
import org.jawort.tenant.UserId;
import org.jawort.tenant.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** In what versions differ, and bringing one back as the draft. */
@Controller
class ComparePages {
  private final OptInProcesses processes;
  private final Users users;

  ComparePages(OptInProcesses processes, Users users) {
    this.processes = processes;
    this.users = users;
  }

  /** Any two of the versions and the draft, which is number 0. */
  @GetMapping(ALL + "/compare")
  @Nullable String compare(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String before,
      @RequestParam(defaultValue = "") String after,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<OptInProcess> process = processes.find(acting.tenant(), new ProcessId(id));
    if (process.isEmpty()) {
      return VersionAddresses.unknown(request, response);
    }
    List<Integer> choices = choices(acting, process.get());
    model.addAttribute("process", process.get());
    model.addAttribute("choices", choices);
    if (choices.size() > 1) {
      int newer = chosen(after, choices).orElse(choices.get(0));
      int older = chosen(before, choices).orElse(choices.get(1));
      model.addAttribute("before", older);
      model.addAttribute("after", newer);
      model.addAttribute(
          "differences", processes.difference(acting.tenant(), process.get().id(), older, newer));
    }
    return "optin/version/compare";
  }

  /** The draft first, then the latest version. */
  private List<Integer> choices(Acting acting, OptInProcess process) {
    var choices = new ArrayList<Integer>();
    if (process.hasDraft()) {
      choices.add(0);
    }
    processes.versions(acting.tenant(), process.id()).stream()
        .map(ProcessVersion::version)
        .forEach(choices::add);
    return choices;
  }

  private static Optional<Integer> chosen(String text, List<Integer> choices) {
    return choices.stream().filter(choice -> choice.toString().equals(text)).findFirst();
  }

  /** Says what would change, and asks once. */
  @GetMapping(ONE + "/restore")
  @Nullable String ask(
      @PathVariable UUID id,
      @PathVariable int version,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    var process = new ProcessId(id);
    return processes.version(acting.tenant(), process, version).isEmpty()
        ? VersionAddresses.unknown(request, response)
        : draw(acting, process, version, false, model);
  }

  private String draw(
      Acting acting, ProcessId process, int version, boolean conflict, Model model) {
    ProcessDraft draft = processes.draft(acting.tenant(), process).orElseThrow();
    model.addAttribute("draft", draft);
    model.addAttribute("version", version);
    model.addAttribute("author", author(acting, draft));
    model.addAttribute("differences", processes.difference(acting.tenant(), process, 0, version));
    model.addAttribute("conflict", conflict);
    return "optin/version/restore";
  }

  private String author(Acting acting, ProcessDraft draft) {
    return draft
        .changedBy()
        .flatMap(by -> users.find(acting.tenant(), new UserId(by)))
        .map(User::name)
        .orElse("");
  }

  @PostMapping(ONE + "/restore")
  @Nullable String restore(
      @PathVariable UUID id,
      @PathVariable int version,
      @RequestParam(defaultValue = "") String revision,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    var process = new ProcessId(id);
    int seen = revision.matches("\\d{1,9}") ? Integer.parseInt(revision) : -1;
    ProcessChangeOutcome change =
        processes.restore(acting.tenant(), acting.user().value(), process, version, seen);
    if (change instanceof ProcessChangeOutcome.Saved) {
      Flash.good(response, "version.restored", version);
      return "redirect:/app/automation/" + id;
    }
    if (change instanceof ProcessChangeOutcome.Conflict) {
      response.setStatus(409);
      return draw(acting, process, version, true, model);
    }
    return VersionAddresses.unknown(request, response);
  }
}

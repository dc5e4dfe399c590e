package org.jawort.optin.web.version;

import static org.jawort.optin.web.version.VersionAddresses.ALL;
import static org.jawort.optin.web.version.VersionAddresses.ONE;

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
import org.jawort.platform.web.Answer;
import org.jawort.tenant.Acting;
import org.jawort.tenant.User;
import org.jawort.tenant.UserId;
import org.jawort.tenant.Users;
import org.springframework.stereotype.Controller;
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
  Answer compare(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String before,
      @RequestParam(defaultValue = "") String after,
      Acting acting) {
    OptInProcess process =
        processes.find(acting.tenant(), new ProcessId(id)).orElseThrow(VersionAddresses::unknown);
    List<Integer> choices = choices(acting, process);
    Answer page =
        Answer.page("optin/version/compare").with("process", process).with("choices", choices);
    if (choices.size() < 2) {
      return page;
    }
    int newer = chosen(after, choices).orElse(choices.get(0));
    int older = chosen(before, choices).orElse(choices.get(1));
    return page.with("before", older)
        .with("after", newer)
        .with("differences", processes.difference(acting.tenant(), process.id(), older, newer));
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
  Answer ask(ProcessVersion version, Acting acting) {
    return draw(acting, version.process(), version.version(), false);
  }

  private Answer draw(Acting acting, ProcessId process, int version, boolean conflict) {
    ProcessDraft draft = processes.draft(acting.tenant(), process).orElseThrow();
    return Answer.page("optin/version/restore")
        .with("draft", draft)
        .with("version", version)
        .with("author", author(acting, draft))
        .with("differences", processes.difference(acting.tenant(), process, 0, version))
        .with("conflict", conflict);
  }

  private String author(Acting acting, ProcessDraft draft) {
    return draft
        .changedBy()
        .flatMap(by -> users.find(acting.tenant(), new UserId(by)))
        .map(User::name)
        .orElse("");
  }

  @PostMapping(ONE + "/restore")
  Answer restore(
      @PathVariable UUID id,
      @PathVariable int version,
      @RequestParam(defaultValue = "") String revision,
      Acting acting) {
    var process = new ProcessId(id);
    int seen = revision.matches("\\d{1,9}") ? Integer.parseInt(revision) : -1;
    return switch (processes.restore(
        acting.tenant(), acting.user().value(), process, version, seen)) {
      case ProcessChangeOutcome.Saved saved ->
          Answer.redirect("/app/automation/" + id).good("version.restored", version);
      case ProcessChangeOutcome.Conflict conflict ->
          draw(acting, process, version, true).status(409);
      default -> throw VersionAddresses.unknown();
    };
  }
}

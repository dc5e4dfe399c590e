package org.jawort.optin.web.version;

import static org.jawort.optin.web.version.VersionAddresses.ALL;
import static org.jawort.optin.web.version.VersionAddresses.ONE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.optin.process.OptInProcess;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessId;
import org.jawort.optin.process.ProcessVersion;
import org.jawort.optin.run.RunStatistics;
import org.jawort.optin.run.StepCounts;
import org.jawort.optin.step.FlowChart;
import org.jawort.optin.step.Step;
import org.jawort.tenant.Acting;
import org.jawort.tenant.User;
import org.jawort.tenant.UserId;
import org.jawort.tenant.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The versions of a process, and each as a picture with how many stand where. */
@Controller
class VersionPages {
  private final OptInProcesses processes;
  private final RunStatistics picture;
  private final Users users;

  VersionPages(OptInProcesses processes, RunStatistics picture, Users users) {
    this.processes = processes;
    this.picture = picture;
    this.users = users;
  }

  /**
   * A version in the list.
   *
   * @param by who took it online, or null where it was given or that account is gone
   * @param underWay how many are under way on it
   */
  record Listed(ProcessVersion version, @Nullable String by, long underWay, boolean active) {}

  @GetMapping(ALL)
  @Nullable String list(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<OptInProcess> process = processes.find(acting.tenant(), new ProcessId(id));
    if (process.isEmpty()) {
      return VersionAddresses.unknown(request, response);
    }
    Map<Integer, Long> underWay = picture.underWay(acting.tenant(), process.get().id());
    List<Listed> versions =
        processes.versions(acting.tenant(), process.get().id()).stream()
            .map(
                version ->
                    new Listed(
                        version,
                        by(acting, version),
                        underWay.getOrDefault(version.version(), 0L),
                        active(process.get(), version)))
            .toList();
    model.addAttribute("process", process.get());
    model.addAttribute("versions", versions);
    return "optin/version/list";
  }

  private @Nullable String by(Acting acting, ProcessVersion version) {
    UUID by = version.createdBy();
    return by == null
        ? null
        : users.find(acting.tenant(), new UserId(by)).map(User::name).orElse(null);
  }

  private static boolean active(OptInProcess process, ProcessVersion version) {
    return process.status() == OptInProcess.Status.ACTIVE && process.version() == version.version();
  }

  @GetMapping(ONE)
  @Nullable String show(
      @PathVariable UUID id,
      @PathVariable int version,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    var process = new ProcessId(id);
    Optional<OptInProcess> found = processes.find(acting.tenant(), process);
    Optional<ProcessVersion> shown = processes.version(acting.tenant(), process, version);
    if (found.isEmpty() || shown.isEmpty()) {
      return VersionAddresses.unknown(request, response);
    }
    Map<String, StepCounts> counts = picture.counts(acting.tenant(), process, version);
    ProcessVersion one = shown.get();
    model.addAttribute("process", found.get());
    model.addAttribute("version", one);
    model.addAttribute("by", by(acting, one));
    model.addAttribute("active", active(found.get(), one));
    model.addAttribute(
        "chart", FlowChart.of(one.steps(), processes.names(acting.tenant(), one.steps())));
    model.addAttribute("counts", counts);
    // No step leads there, so the chart has no way for it.
    model.addAttribute("stop", Step.Way.STOPPED);
    model.addAttribute("begun", begun(counts.get(one.entry())));
    model.addAttribute("standing", counts.values().stream().mapToLong(StepCounts::standing).sum());
    return "optin/version/version";
  }

  /** All began at the entry. */
  private static long begun(@Nullable StepCounts entry) {
    return entry == null
        ? 0
        : entry.standing()
            + entry.ended()
            + entry.left().values().stream().mapToLong(Long::longValue).sum();
  }
}

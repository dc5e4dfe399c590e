package org.jawort.optin.web.version;

import static org.jawort.optin.web.version.VersionAddresses.ALL;
import static org.jawort.optin.web.version.VersionAddresses.ONE;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.optin.process.OptInProcess;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessId;
import org.jawort.optin.process.ProcessVersion;
import org.jawort.optin.run.RunStatistics;
import org.jawort.optin.run.StepCounts;
import org.jawort.optin.step.FlowChart;
import org.jawort.optin.step.Step;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.Acting;
import org.jawort.tenant.User;
import org.jawort.tenant.UserId;
import org.jawort.tenant.Users;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
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
  Answer list(@PathVariable UUID id, Acting acting) {
    OptInProcess process = process(new ProcessId(id), acting);
    Map<Integer, Long> underWay = picture.underWay(acting.tenant(), process.id());
    List<Listed> versions =
        processes.versions(acting.tenant(), process.id()).stream()
            .map(
                version ->
                    new Listed(
                        version,
                        by(acting, version),
                        underWay.getOrDefault(version.version(), 0L),
                        active(process, version)))
            .toList();
    return Answer.page("optin/version/list").with("process", process).with("versions", versions);
  }

  private OptInProcess process(ProcessId id, Acting acting) {
    return processes.find(acting.tenant(), id).orElseThrow(VersionAddresses::unknown);
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
  Answer show(ProcessVersion version, Acting acting) {
    OptInProcess process = process(version.process(), acting);
    Map<String, StepCounts> counts =
        picture.counts(acting.tenant(), process.id(), version.version());
    List<Step> steps = version.steps();
    return Answer.page("optin/version/version")
        .with("process", process)
        .with("version", version)
        .with("by", by(acting, version))
        .with("active", active(process, version))
        .with("chart", FlowChart.of(steps, processes.names(acting.tenant(), steps)))
        .with("counts", counts)
        // No step leads there, so the chart has no way for it.
        .with("stop", Step.Way.STOPPED)
        .with("begun", begun(counts.get(version.entry())))
        .with("standing", counts.values().stream().mapToLong(StepCounts::standing).sum());
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

package org.jawort.optin.web.version;

import static org.jawort.optin.web.version.VersionAddresses.ONE;
import static org.jawort.optin.web.version.VersionAddresses.RUN;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.Purposes;
import org.jawort.optin.process.OptInProcess;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessVersion;
import org.jawort.optin.run.RunId;
import org.jawort.optin.run.RunStatistics;
import org.jawort.optin.run.StandingRun;
import org.jawort.optin.run.StepCounts;
import org.jawort.optin.step.Step;
import org.jawort.optin.step.StepWords;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Those behind a number of the picture. */
@Controller
class RunPages {
  /** Runs on a page. */
  private static final int SIZE = 50;

  /** In the place of a way: those who came to their end at the step. */
  private static final String ENDED = "ENDED";

  private final OptInProcesses processes;
  private final RunStatistics picture;
  private final Purposes purposes;

  RunPages(OptInProcesses processes, RunStatistics picture, Purposes purposes) {
    this.processes = processes;
    this.picture = picture;
    this.purposes = purposes;
  }

  /**
   * Whose runs are asked for.
   *
   * @param way the way by which they left the step; empty for those who stand or ended there
   * @param ended whether they ended there
   */
  private record Asked(
      TenantId tenant, ProcessVersion version, Step step, Optional<Step.Way> way, boolean ended) {
    String code() {
      return way.map(Step.Way::name).orElse(ended ? ENDED : "");
    }

    long count(@Nullable StepCounts counts) {
      if (counts == null) {
        return 0;
      }
      return way.map(by -> counts.left().getOrDefault(by, 0L))
          .orElse(ended ? counts.ended() : counts.standing());
    }
  }

  @GetMapping(ONE + "/runs")
  Answer list(
      ProcessVersion version,
      @RequestParam(defaultValue = "") String step,
      @RequestParam(defaultValue = "") String way,
      @RequestParam(defaultValue = "") String before,
      Acting acting) {
    OptInProcess process =
        processes.find(acting.tenant(), version.process()).orElseThrow(VersionAddresses::unknown);
    Asked asked = asked(acting.tenant(), version, step, way).orElseThrow(VersionAddresses::unknown);
    return draw(acting, asked, before).with("process", process);
  }

  private static Optional<Asked> asked(
      TenantId tenant, ProcessVersion version, String step, String way) {
    Optional<Step.Way> by =
        Arrays.stream(Step.Way.values()).filter(one -> one.name().equals(way)).findFirst();
    boolean ended = way.equals(ENDED);
    return version.steps().stream()
        .filter(one -> one.id().equals(step) && (by.isPresent() || ended || way.isEmpty()))
        .findFirst()
        .map(one -> new Asked(tenant, version, one, by, ended));
  }

  private Answer draw(Acting acting, Asked asked, String before) {
    ProcessVersion version = asked.version();
    Optional<RunId> end =
        before.matches(RUN) ? Optional.of(new RunId(UUID.fromString(before))) : Optional.empty();
    List<StandingRun> found = find(asked, end);
    List<StandingRun> shown = found.subList(0, Math.min(SIZE, found.size()));
    return Answer.page("optin/version/runs")
        .with("version", version)
        .with("says", StepWords.of(asked.step(), processes.names(asked.tenant(), version.steps())))
        .with("way", asked.code())
        .with(
            "count",
            asked.count(
                picture
                    .counts(asked.tenant(), version.process(), version.version())
                    .get(asked.step().id())))
        .with("runs", shown)
        .with("purposes", purposes(acting))
        .with("first", end.isEmpty() ? null : address(asked, null))
        .with("more", found.size() > SIZE ? address(asked, shown.getLast().id()) : null);
  }

  private List<StandingRun> find(Asked asked, Optional<RunId> before) {
    ProcessVersion version = asked.version();
    return asked.way().isPresent()
        ? picture.runsOn(
            asked.tenant(),
            version.process(),
            version.version(),
            asked.step().id(),
            asked.way().get(),
            before,
            SIZE + 1)
        : picture.runsAt(
            asked.tenant(),
            version.process(),
            version.version(),
            asked.step().id(),
            !asked.ended(),
            before,
            SIZE + 1);
  }

  private Map<PurposeId, String> purposes(Acting acting) {
    return purposes.all(acting.tenant()).stream()
        .collect(
            Collectors.toMap(
                Purpose::id, purpose -> purpose.profile().name().in(acting.language())));
  }

  private static String address(Asked asked, @Nullable RunId before) {
    var address =
        UriComponentsBuilder.fromPath(
                "/app/automation/%s/versions/%d/runs"
                    .formatted(asked.version().process(), asked.version().version()))
            .queryParam("step", asked.step().id());
    if (!asked.code().isEmpty()) {
      address.queryParam("way", asked.code());
    }
    if (before != null) {
      address.queryParam("before", before);
    }
    return address.build().toUriString();
  }
}

package org.jawort.desk.web.trial;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jawort.campaign.Campaigns;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.History;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.Purposes;
import org.jawort.delivery.Message;
import org.jawort.delivery.MessageStatus;
import org.jawort.delivery.Messages;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessVersion;
import org.jawort.optin.run.StepCounts;
import org.jawort.optin.run.TrialWay;
import org.jawort.optin.step.Step;
import org.jawort.optin.step.StepWords;
import org.jawort.optin.trial.Trial;
import org.jawort.optin.trial.Trials;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Gathers what is to be seen of a trial. */
@Component
class TrialViews {
  private final Trials trials;
  private final OptInProcesses processes;
  private final Messages messages;
  private final Campaigns campaigns;
  private final History history;
  private final Purposes purposes;
  private final MessageSource texts;

  TrialViews(
      Trials trials,
      OptInProcesses processes,
      Messages messages,
      Campaigns campaigns,
      History history,
      Purposes purposes,
      MessageSource texts) {
    this.trials = trials;
    this.processes = processes;
    this.messages = messages;
    this.campaigns = campaigns;
    this.history = history;
    this.purposes = purposes;
    this.texts = texts;
  }

  TrialView of(TenantId tenant, Trial trial) {
    Optional<TrialWay> way = trials.way(tenant, trial);
    List<HistoryEntry> events = history.of(tenant, trial.contactPoint());
    ConsentStatus status = status(tenant, trial, events);
    List<Message> mails = messages.ofContactPoint(tenant, trial.contactPoint());
    Optional<ProcessVersion> version = processes.version(tenant, trial.process(), trial.version());
    Optional<Step> at = way.flatMap(w -> step(version, w.step()));
    return new TrialView(
        now(trial, way, at, mails, status),
        way.map(TrialWay::dueAt).orElse(null),
        at.filter(TrialViews::pauses).isPresent() && way.filter(w -> !w.ended()).isPresent(),
        way.isEmpty() || way.get().ended(),
        status,
        block(events),
        version.map(v -> steps(tenant, v, way)).orElse(List.of()),
        mails.reversed().stream().map(mail -> mail(tenant, mail)).toList(),
        events.stream()
            .map(event -> new TrialView.Event(event.at(), event.type(), event.status()))
            .toList());
  }

  /** As the ledger says; of a trial that is removed nothing else is left. */
  private ConsentStatus status(TenantId tenant, Trial trial, List<HistoryEntry> events) {
    Optional<String> purpose = purposes.find(tenant, trial.purpose()).map(Purpose::key);
    return events.reversed().stream()
        .filter(event -> purpose.isPresent() && purpose.get().equals(event.purpose()))
        .map(HistoryEntry::status)
        .flatMap(status -> Optional.ofNullable(status).stream())
        .findFirst()
        .orElse(ConsentStatus.UNKNOWN);
  }

  private static @Nullable String block(List<HistoryEntry> events) {
    return events.isEmpty() || events.getLast().mailBlock() == null
        ? null
        : events.getLast().mailBlock().name();
  }

  private static Optional<Step> step(Optional<ProcessVersion> version, String id) {
    return version.flatMap(
        v -> v.steps().stream().filter(step -> step.id().equals(id)).findFirst());
  }

  private static boolean pauses(Step step) {
    return step instanceof Step.WaitForConfirmation || step instanceof Step.Wait;
  }

  private static String now(
      Trial trial,
      Optional<TrialWay> way,
      Optional<Step> at,
      List<Message> mails,
      ConsentStatus status) {
    if (!trial.isThere() || way.isEmpty()) {
      return "GONE";
    }
    if (way.get().ended()) {
      return "ENDED_" + status;
    }
    if (at.filter(Step.Wait.class::isInstance).isPresent()) {
      return "WAITS";
    }
    if (at.filter(Step.WaitForConfirmation.class::isInstance).isEmpty() || mails.isEmpty()) {
      return "MOVES";
    }
    return switch (mails.getFirst().status()) {
      case QUEUED -> "QUEUED";
      case ACCEPTED -> "ASKED";
      case WITHHELD, REFUSED, EXPIRED -> "UNDELIVERED";
    };
  }

  private TrialView.Mail mail(TenantId tenant, Message mail) {
    return new TrialView.Mail(
        mail.id().value(),
        campaigns.name(tenant, mail.campaign().campaign()).orElse(""),
        mail.status().name(),
        mail.createdAt(),
        mail.status() == MessageStatus.QUEUED ? null : mail.answeredAt());
  }

  private List<TrialView.Line> steps(
      TenantId tenant, ProcessVersion version, Optional<TrialWay> way) {
    var lines = new ArrayList<TrialView.Line>();
    var walk =
        new Walk(version, processes.names(tenant, version.steps()), way, lines, new HashSet<>());
    walk(walk, version.entry(), 0, null);
    return lines;
  }

  private record Walk(
      ProcessVersion version,
      Map<UUID, String> names,
      Optional<TrialWay> way,
      List<TrialView.Line> lines,
      Set<String> seen) {}

  /** Each step once, what follows a branch behind the one that it belongs to first. */
  private void walk(Walk walk, @Nullable String id, int depth, Step.@Nullable Way by) {
    Optional<Step> step = id == null ? Optional.empty() : step(Optional.of(walk.version()), id);
    if (step.isEmpty() || !walk.seen().add(step.get().id())) {
      return;
    }
    walk.lines()
        .add(
            new TrialView.Line(
                texts.getMessage(StepWords.of(step.get(), walk.names()), locale()),
                depth,
                by == null ? null : by.name(),
                state(walk, step.get())));
    List<Step.Exit> exits = step.get().exits();
    boolean branches = exits.size() > 1;
    for (Step.Exit exit : exits) {
      walk(walk, exit.to(), branches ? depth + 1 : depth, branches ? exit.way() : null);
    }
  }

  private static Locale locale() {
    return LocaleContextHolder.getLocale();
  }

  private static TrialView.State state(Walk walk, Step step) {
    StepCounts counts = walk.way().map(way -> way.counts().get(step.id())).orElse(null);
    if (counts == null) {
      boolean over = walk.way().isEmpty() || walk.way().get().ended();
      return over ? TrialView.State.SKIPPED : TrialView.State.AHEAD;
    }
    if (counts.standing() > 0) {
      return TrialView.State.HERE;
    }
    boolean stopped = counts.left().containsKey(Step.Way.STOPPED);
    return counts.ended() > 0 || stopped ? TrialView.State.ENDED : TrialView.State.PASSED;
  }
}

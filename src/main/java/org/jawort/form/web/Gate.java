package org.jawort.form.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import org.jawort.form.FormDefinition;
import org.jawort.form.OpenForm;
import org.jawort.form.Submission;
import org.jawort.form.SubmissionCheckOutcome;
import org.jawort.form.shield.Catches;
import org.jawort.form.shield.ExtraStep;
import org.jawort.form.shield.FormAlarms;
import org.jawort.form.shield.NetworkHashes;
import org.jawort.form.shield.NetworkLimits;
import org.jawort.form.shield.Puzzle;
import org.jawort.form.shield.ShieldAct;
import org.jawort.form.shield.ShieldSettings;
import org.jawort.form.shield.SpentSteps;
import org.jawort.form.shield.StepTokens;
import org.jawort.form.shield.VisitorNetworks;
import org.jawort.optin.Passage;
import org.jawort.platform.Ids;
import org.jawort.platform.Settings;
import org.jawort.platform.web.ClientAddress;
import org.springframework.stereotype.Component;

/**
 * Looks once more at a submission with which nothing is wrong: was it a person? (B-07) Whoever
 * seems to be none is asked for one more step and never dropped in silence, since a password
 * manager, a fast typist or a shared network looks the same from here.
 */
@Component
class Gate {
  private final Signs signs;
  private final StepTokens tokens;
  private final NetworkHashes hashes;
  private final VisitorNetworks networks;
  private final Catches catches;
  private final FormAlarms alarms;
  private final SpentSteps spent;
  private final ShieldSettings rules;
  private final Settings settings;
  private final Ids ids;
  private final InstantSource clock;

  Gate(
      Signs signs,
      StepTokens tokens,
      NetworkHashes hashes,
      VisitorNetworks networks,
      Catches catches,
      FormAlarms alarms,
      SpentSteps spent,
      ShieldSettings rules,
      Settings settings,
      Ids ids,
      InstantSource clock) {
    this.signs = signs;
    this.tokens = tokens;
    this.hashes = hashes;
    this.networks = networks;
    this.catches = catches;
    this.alarms = alarms;
    this.spent = spent;
    this.rules = rules;
    this.settings = settings;
    this.ids = ids;
    this.clock = clock;
  }

  /** What is to be done with a submission. */
  sealed interface Judgement {}

  /** It counts, as far as it is part of the form. */
  record Through(Submission submission, Passage passage) implements Judgement {}

  /**
   * It counts once it comes again with the token; nothing is stored until then.
   *
   * @param carried what must come again as it was
   */
  record Asked(ExtraStep step, String token, Submission carried) implements Judgement {}

  /** It is answered as if it counted: it did before, or comes from somebody who is blocked. */
  record Answered() implements Judgement {}

  /** Nothing more is taken from this network for a while. */
  record Refused(Duration until) implements Judgement {}

  /** A submission on its way. */
  private record Arriving(
      OpenForm open,
      Submission all,
      SubmissionCheckOutcome.Complete complete,
      Submission carried,
      Passage passage) {}

  Judgement look(
      OpenForm open,
      Submission submission,
      SubmissionCheckOutcome.Complete complete,
      HttpServletRequest request) {
    InetAddress visitor = ClientAddress.of(request, settings.reach().proxies()).address();
    Passage passage = hashes.of(open.tenant().id(), visitor);
    var arriving =
        new Arriving(open, submission, complete, signs.carried(open, submission), passage);
    if (rules.rules(open.tenant().id()).blocked().has(complete.address(), visitor)) {
      note(arriving, ShieldAct.BLOCKED);
      return new Answered();
    }
    return switch (networks.standing(open.tenant().id(), passage, clock.instant())) {
      case NetworkLimits.FarOver(var until) -> {
        note(arriving, ShieldAct.FLOOD);
        yield new Refused(until);
      }
      case NetworkLimits.Over over -> look(arriving, Optional.of(ShieldAct.NETWORK));
      case NetworkLimits.Within within ->
          look(
              arriving,
              alarms.isOn(open.tenant().id(), open.form().id())
                  ? Optional.of(ShieldAct.ALARM)
                  : Optional.empty());
    };
  }

  private Judgement look(Arriving arriving, Optional<ShieldAct> crowded) {
    // Whoever was asked for less before it was crowded is asked again.
    Optional<ExtraStep> step = step(arriving).filter(found -> found.work() || crowded.isEmpty());
    if (step.isPresent()) {
      return answered(arriving, step.get());
    }
    Optional<ShieldAct> suspicion =
        signs.against(arriving.open(), arriving.all(), arriving.complete()).or(() -> crowded);
    if (suspicion.isEmpty()) {
      return new Through(arriving.all(), arriving.passage());
    }
    note(arriving, suspicion.get());
    return ask(arriving, crowded.isPresent() || suspicion.get().takesWork());
  }

  private Judgement answered(Arriving arriving, ExtraStep step) {
    String token = arriving.all().text(FormDefinition.STEP);
    boolean done =
        step.left(clock.instant()).isZero()
            || Puzzle.isSolved(token, arriving.all().text(FormDefinition.SOLUTION));
    if (!done) {
      return new Asked(step, token, arriving.carried());
    }
    return spent.isSpent(arriving.open().tenant().id(), step.id())
        ? new Answered()
        : new Through(arriving.carried(), arriving.passage().after(step.id()));
  }

  private Optional<ExtraStep> step(Arriving arriving) {
    Instant now = clock.instant();
    OpenForm open = arriving.open();
    return tokens
        .read(open.form().id(), arriving.all().text(FormDefinition.STEP), arriving.carried())
        .filter(step -> step.version() == open.form().version().version())
        .filter(step -> step.end().isAfter(now) && !step.at().isAfter(now));
  }

  private Judgement ask(Arriving arriving, boolean work) {
    OpenForm open = arriving.open();
    var step = new ExtraStep(clock.instant(), open.form().version().version(), work, ids.next());
    String token = tokens.write(open.form().id(), step, arriving.carried());
    return new Asked(step, token, arriving.carried());
  }

  private void note(Arriving arriving, ShieldAct act) {
    OpenForm open = arriving.open();
    LocalDate day = LocalDate.ofInstant(clock.instant(), open.tenant().timeZone());
    catches.note(
        new Catches.Caught(open.tenant().id(), open.form().id(), day, act, arriving.passage()));
  }
}

package org.jawort.optin;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jawort.consent.AppendOutcome;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.EventType;
import org.jawort.consent.Ledger;
import org.jawort.consent.NewEvent;
import org.jawort.consent.permission.MessageClass;
import org.jawort.contact.ContactIntake;
import org.jawort.contact.IncomingContact;
import org.jawort.contact.IntakeOutcome;
import org.jawort.contact.MailBlock;
import org.jawort.contact.Origin;
import org.jawort.contact.address.Channel;
import org.jawort.delivery.MessageId;
import org.jawort.delivery.NewMessage;
import org.jawort.delivery.Outbox;
import org.jawort.optin.process.ActiveProcesses;
import org.jawort.optin.run.MailBudget;
import org.jawort.optin.run.MailBudgets;
import org.jawort.optin.run.RunId;
import org.jawort.optin.run.Runs;
import org.jawort.optin.trial.Trials;
import org.jawort.platform.Ids;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Takes in sign-ups: contact, mail block, ledger event with its evidence, run and confirmation
 * mail, for many visitors in one transaction (P1).
 */
@Component
public class SignUps {
  /** The block of a contact point that a form hands over (S0-02). */
  private static final MailBlock ON_ARRIVAL = MailBlock.NEW;

  private final ContactIntake contactIntake;
  private final Trials trials;
  private final Ledger ledger;
  private final ActiveProcesses activeProcesses;
  private final Runs runs;
  private final MailBudgets budgets;
  private final Outbox outbox;
  private final Ids ids;
  private final InstantSource clock;
  private final ApplicationEventPublisher events;

  SignUps(
      ContactIntake contactIntake,
      Trials trials,
      Ledger ledger,
      ActiveProcesses activeProcesses,
      Runs runs,
      MailBudgets budgets,
      Outbox outbox,
      Ids ids,
      InstantSource clock,
      ApplicationEventPublisher events) {
    this.contactIntake = contactIntake;
    this.trials = trials;
    this.ledger = ledger;
    this.activeProcesses = activeProcesses;
    this.runs = runs;
    this.budgets = budgets;
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
    this.events = events;
  }

  /** One visitor's way through a batch. */
  private record Entry(SignUp signUp, IntakeOutcome arrived, Runs.NewRun run) {}

  /** Writes all, in the caller's transaction; each address at most once in a batch. */
  List<SignUpOutcome> takeIn(Connection connection, List<SignUp> signUps) throws SQLException {
    Instant now = clock.instant();
    List<Entry> entries = arrive(connection, signUps, now);
    List<AppendOutcome> appended = append(connection, entries, now);
    Map<Runs.NewRun, RunId> open = open(connection, entries, appended);
    MailBudget budget = budgets.of(connection, reached(entries), now);
    var outcomes = new ArrayList<SignUpOutcome>(entries.size());
    var starting = new ArrayList<Runs.NewRun>(entries.size());
    var messages = new ArrayList<NewMessage>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      @Nullable RunId waiting = open.get(entry.run());
      SignUpOutcome outcome = outcome(entry, appended.get(i), waiting, budget);
      outcomes.add(outcome);
      if (waiting == null && outcome != SignUpOutcome.ALREADY_GIVEN) {
        starting.add(entry.run());
      }
      if (outcome == SignUpOutcome.STARTED && entry.run().process().atOnce()) {
        messages.add(message(entry, appended.get(i), entry.run().id()));
      } else if (outcome == SignUpOutcome.SENT_AGAIN) {
        messages.add(message(entry, appended.get(i), Objects.requireNonNull(waiting)));
      }
    }
    write(connection, starting, messages, open);
    tell(entries, now);
    return outcomes;
  }

  private void tell(List<Entry> entries, Instant now) {
    List<SignedUp.Arrival> kept =
        entries.stream()
            .filter(entry -> entry.signUp().answers() != null)
            .map(entry -> new SignedUp.Arrival(entry.signUp(), entry.arrived().contactPoint(), now))
            .toList();
    if (!kept.isEmpty()) {
      events.publishEvent(new SignedUp(kept));
    }
  }

  private List<Entry> arrive(Connection connection, List<SignUp> signUps, Instant now)
      throws SQLException {
    List<IntakeOutcome> arrived = land(connection, signUps, now);
    var entries = new ArrayList<Entry>(signUps.size());
    for (int i = 0; i < signUps.size(); i++) {
      SignUp signUp = signUps.get(i);
      var run =
          new Runs.NewRun(
              signUp.tenant(),
              new RunId(ids.next()),
              activeProcesses.active(signUp.tenant(), signUp.language()),
              arrived.get(i).contactPoint(),
              signUp.purpose(),
              now);
      entries.add(new Entry(signUp, arrived.get(i), run));
    }
    return entries;
  }

  /**
   * Whoever signs up is no trial, and must not go with one: a trial of their address ends first.
   */
  private List<IntakeOutcome> land(Connection connection, List<SignUp> signUps, Instant now)
      throws SQLException {
    List<IncomingContact> arrivals = signUps.stream().map(signUp -> arrival(signUp, now)).toList();
    List<IntakeOutcome> landed = contactIntake.takeIn(connection, arrivals);
    if (landed.stream().noneMatch(IntakeOutcome::trial)) {
      return landed;
    }
    for (int i = 0; i < landed.size(); i++) {
      if (landed.get(i).trial()) {
        trials.giveWay(connection, signUps.get(i).tenant(), landed.get(i).contactPoint());
      }
    }
    return contactIntake.takeIn(connection, arrivals);
  }

  private static List<MailBudgets.Reached> reached(List<Entry> entries) {
    return entries.stream()
        .map(
            entry ->
                new MailBudgets.Reached(
                    entry.signUp().tenant(),
                    entry.arrived().contactPoint(),
                    entry.signUp().addressKey(),
                    entry.arrived().alone()))
        .toList();
  }

  private static IncomingContact arrival(SignUp signUp, Instant now) {
    return IncomingContact.by(signUp.tenant(), Channel.EMAIL, signUp.address(), signUp.addressKey())
        .from(Origin.FORM, signUp.language(), now)
        .named(signUp.firstName(), signUp.lastName())
        .blocked(ON_ARRIVAL);
  }

  private List<AppendOutcome> append(Connection connection, List<Entry> entries, Instant now)
      throws SQLException {
    List<NewEvent> events = entries.stream().map(entry -> event(entry, now)).toList();
    return entries.stream().allMatch(entry -> entry.arrived().isNew())
        ? ledger.appendFirst(connection, events, ON_ARRIVAL)
        : ledger.append(connection, events);
  }

  private static NewEvent event(Entry entry, Instant now) {
    return NewEvent.of(
            EventType.SIGNED_UP,
            entry.signUp().tenant(),
            entry.arrived().contactPoint(),
            entry.signUp().purpose())
        .by(Actor.RECIPIENT, source(entry.signUp()), now)
        .shown(entry.signUp().form())
        .backedBy(entry.signUp().evidence());
  }

  /** What staff witnessed was written on a device of theirs. */
  private static String source(SignUp signUp) {
    return signUp.evidence().declaration() == null ? "FORM" : "TABLET";
  }

  private Map<Runs.NewRun, RunId> open(
      Connection connection, List<Entry> entries, List<AppendOutcome> appended)
      throws SQLException {
    var asked = new ArrayList<Runs.NewRun>();
    for (int i = 0; i < entries.size(); i++) {
      // A request may stand beside a "no" as well.
      if (appended.get(i) instanceof AppendOutcome.Recorded(var event, ConsentStatus before)
          && !before.mayAdvertise()) {
        asked.add(entries.get(i).run());
      }
    }
    return asked.isEmpty() ? Collections.emptyMap() : runs.open(connection, asked);
  }

  private static SignUpOutcome outcome(
      Entry entry, AppendOutcome appendOutcome, @Nullable RunId waiting, MailBudget budget) {
    MailBlock block = entry.arrived().mailBlock();
    if (appendOutcome.before().mayAdvertise()) {
      return SignUpOutcome.ALREADY_GIVEN;
    }
    if (block != null && block.forbidsOptIn()) {
      return SignUpOutcome.UNDELIVERABLE;
    }
    boolean later = waiting == null && !entry.run().process().atOnce();
    if (!later && !budget.take(entry.signUp().tenant(), entry.arrived().contactPoint())) {
      return SignUpOutcome.MAILED_ENOUGH;
    }
    return waiting == null ? SignUpOutcome.STARTED : SignUpOutcome.SENT_AGAIN;
  }

  private NewMessage message(Entry entry, AppendOutcome appendOutcome, RunId run) {
    return NewMessage.to(
            entry.signUp().tenant(), entry.arrived().contactPoint(), new MessageId(ids.next()))
        .about(
            MessageClass.OPT_IN,
            entry.signUp().purpose(),
            entry.run().process().campaign(),
            entry.run().at())
        .askedBy(
            switch (appendOutcome) {
              case AppendOutcome.Changed changed -> changed.event();
              case AppendOutcome.Recorded recorded -> recorded.event();
              case AppendOutcome.Refused refused -> null;
            })
        .ofRun(run.value())
        .answeredUntil(entry.run().process().answerUntil(entry.run().at()));
  }

  private void write(
      Connection connection,
      List<Runs.NewRun> starting,
      List<NewMessage> messages,
      Map<Runs.NewRun, RunId> open)
      throws SQLException {
    if (!starting.isEmpty()) {
      runs.start(connection, starting);
    }
    if (!open.isEmpty()) {
      runs.prolong(connection, open);
    }
    if (!messages.isEmpty()) {
      outbox.queue(connection, messages);
    }
  }
}

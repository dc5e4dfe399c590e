package org.jawort.optin;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jawort.consent.AppendOutcome;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.EventType;
import org.jawort.consent.Ledger;
import org.jawort.consent.NewEvent;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.purpose.PurposeId;
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

  /** One ticked box's way through a batch. */
  private record Entry(SignUp signUp, IntakeOutcome arrived, Runs.NewRun run) {
    /** Whether it is the first one of its submission. */
    boolean isFirst() {
      return run.purpose().equals(signUp.purposes().getFirst());
    }
  }

  /** What follows from a batch. */
  private record Following(
      List<Runs.NewRun> starting, Map<Runs.NewRun, RunId> prolonged, List<NewMessage> messages) {
    Following() {
      this(new ArrayList<>(), new HashMap<>(), new ArrayList<>());
    }
  }

  /** Writes all, in the caller's transaction; each address at most once in a batch. */
  List<SignUpOutcome> takeIn(Connection connection, List<SignUp> signUps) throws SQLException {
    Instant now = clock.instant();
    List<Entry> entries = arrive(connection, signUps, now);
    List<AppendOutcome> appended = append(connection, entries, now);
    Map<Runs.NewRun, Runs.Open> open = open(connection, entries, appended);
    MailBudget budget = budgets.of(connection, reached(entries), now);
    var boxes = new ArrayList<TickedBox>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      boxes.add(
          new TickedBox(
              entry.signUp(),
              entry.arrived(),
              entry.run(),
              appended.get(i),
              open.get(entry.run())));
    }
    var outcomes = new ArrayList<SignUpOutcome>(signUps.size());
    var following = new Following();
    int first = 0;
    for (SignUp signUp : signUps) {
      int next = first + signUp.purposes().size();
      outcomes.add(follow(boxes.subList(first, next), budget, following));
      first = next;
    }
    write(connection, following);
    tell(entries, now);
    return outcomes;
  }

  /** What one submission comes to: a run for each box that is not given yet, and one mail. */
  private SignUpOutcome follow(List<TickedBox> boxes, MailBudget budget, Following following) {
    if (!boxes.getFirst().signUp().asks()) {
      return SignUpOutcome.KEPT;
    }
    List<TickedBox> asked = boxes.stream().filter(box -> !box.given()).toList();
    if (asked.isEmpty()) {
      return SignUpOutcome.ALREADY_GIVEN;
    }
    RunId together = TickedBox.together(asked);
    for (TickedBox box : asked) {
      if (box.begins()) {
        following.starting().add(box.run().with(together));
      } else {
        following.prolonged().put(box.run().with(together), box.waiting());
      }
    }
    SignUpOutcome outcome = outcome(asked, budget);
    boolean atOnce = asked.getFirst().run().process().atOnce();
    if (outcome == SignUpOutcome.SENT_AGAIN || outcome == SignUpOutcome.STARTED && atOnce) {
      following.messages().add(message(asked));
    }
    return outcome;
  }

  private void tell(List<Entry> entries, Instant now) {
    List<SignedUp.Arrival> kept =
        entries.stream()
            .filter(entry -> entry.signUp().answers() != null)
            .filter(Entry::isFirst)
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
      for (PurposeId purpose : signUp.purposes()) {
        var run =
            new Runs.NewRun(
                signUp.tenant(),
                new RunId(ids.next()),
                activeProcesses.asking(signUp.tenant(), signUp.language(), signUp.mail()),
                arrived.get(i).contactPoint(),
                purpose,
                now);
        entries.add(new Entry(signUp, arrived.get(i), run));
      }
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
        .filter(Entry::isFirst)
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
            entry.signUp().asks() ? EventType.SIGNED_UP : EventType.FILLED_IN,
            entry.signUp().tenant(),
            entry.arrived().contactPoint(),
            entry.run().purpose())
        .by(Actor.RECIPIENT, source(entry.signUp()), now)
        .shown(entry.signUp().form())
        .backedBy(entry.signUp().evidence());
  }

  /** What staff witnessed was written on a device of theirs. */
  private static String source(SignUp signUp) {
    return signUp.evidence().declaration() == null ? "FORM" : "TABLET";
  }

  private Map<Runs.NewRun, Runs.Open> open(
      Connection connection, List<Entry> entries, List<AppendOutcome> appended)
      throws SQLException {
    var asked = new ArrayList<Runs.NewRun>();
    for (int i = 0; i < entries.size(); i++) {
      // A request may stand beside a "no" as well.
      if (appended.get(i) instanceof AppendOutcome.Recorded(var event, ConsentStatus before)
          && !before.mayAdvertise()
          && entries.get(i).signUp().asks()) {
        asked.add(entries.get(i).run());
      }
    }
    return asked.isEmpty() ? Collections.emptyMap() : runs.open(connection, asked);
  }

  private static SignUpOutcome outcome(List<TickedBox> asked, MailBudget budget) {
    TickedBox first = asked.getFirst();
    MailBlock block = first.arrived().mailBlock();
    if (block != null && block.forbidsOptIn()) {
      return SignUpOutcome.UNDELIVERABLE;
    }
    boolean begins = asked.stream().anyMatch(TickedBox::begins);
    boolean later = begins && !first.run().process().atOnce();
    if (!later && !budget.take(first.signUp().tenant(), first.arrived().contactPoint())) {
      return SignUpOutcome.MAILED_ENOUGH;
    }
    return begins ? SignUpOutcome.STARTED : SignUpOutcome.SENT_AGAIN;
  }

  private NewMessage message(List<TickedBox> asked) {
    TickedBox first = asked.getFirst();
    Runs.NewRun run = first.run();
    return NewMessage.to(
            first.signUp().tenant(), first.arrived().contactPoint(), new MessageId(ids.next()))
        .about(MessageClass.OPT_IN, run.purpose(), run.process().campaign(), run.at())
        .askedBy(first.event())
        .ofRun(first.waiting().value())
        .askingAlso(asked.stream().skip(1).map(TickedBox::also).toList())
        .answeredUntil(run.process().answerUntil(run.at()));
  }

  private void write(Connection connection, Following following) throws SQLException {
    if (!following.starting().isEmpty()) {
      runs.start(connection, following.starting());
    }
    if (!following.prolonged().isEmpty()) {
      runs.prolong(connection, following.prolonged());
    }
    if (!following.messages().isEmpty()) {
      outbox.queue(connection, following.messages());
    }
  }
}

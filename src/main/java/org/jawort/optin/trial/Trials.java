package org.jawort.optin.trial;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jawort.consent.EventType;
import org.jawort.consent.Evidence;
import org.jawort.consent.Ledger;
import org.jawort.consent.NewEvent;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.Purposes;
import org.jawort.consent.purpose.Wording;
import org.jawort.consent.purpose.Wordings;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.address.Channel;
import org.jawort.delivery.MessageId;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessVersion;
import org.jawort.optin.run.RunId;
import org.jawort.optin.run.TrialRuns;
import org.jawort.optin.run.TrialWay;
import org.jawort.optin.step.ProcessProblem;
import org.jawort.platform.Database;
import org.jawort.platform.EachTenant;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/**
 * The door to trials (S1-15): the real process with an address of one's own. Nothing is played: the
 * engine, the outbox, the mail, the links and the ledger are those of everybody. Only the waiting
 * is shortened, and all of it goes again.
 */
@Component
public class Trials {
  /** How long a trial stays that nobody ends. */
  public static final Duration LIFE = Duration.ofHours(24);

  private static final Duration DAY = Duration.ofDays(1);

  /** How long is known that there was a trial, and which mails it had. */
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private static final int LISTED = 20;

  private final Database database;
  private final OptInProcesses processes;
  private final Purposes purposes;
  private final Wordings wordings;
  private final TrialAdmission admission;
  private final Ledger ledger;
  private final TrialPeople people;
  private final TrialRuns runs;
  private final TrialRows rows;
  private final Tenants tenants;
  private final Ids ids;
  private final InstantSource clock;

  Trials(
      Database database,
      OptInProcesses processes,
      Purposes purposes,
      Wordings wordings,
      TrialAdmission admission,
      Ledger ledger,
      TrialPeople people,
      TrialRuns runs,
      TrialRows rows,
      Tenants tenants,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.processes = processes;
    this.purposes = purposes;
    this.wordings = wordings;
    this.admission = admission;
    this.ledger = ledger;
    this.people = people;
    this.runs = runs;
    this.rows = rows;
    this.tenants = tenants;
    this.ids = ids;
    this.clock = clock;
  }

  /** Begins one, unless there is something against it; all of it in one transaction. */
  public TrialOutcome start(TenantId tenant, NewTrial wish) {
    return database.writeAnew(tenant, connection -> start(connection, tenant, wish));
  }

  private TrialOutcome start(Connection connection, TenantId tenant, NewTrial wish)
      throws SQLException {
    if (!tenants.isComplete(tenant)) {
      return new TrialOutcome.Refused(TrialOutcome.Reason.PROFILE);
    }
    oneAfterTheOther(connection, tenant);
    Optional<ProcessVersion> version = processes.version(tenant, wish.process(), wish.version());
    if (version.isEmpty()) {
      return new TrialOutcome.Refused(TrialOutcome.Reason.PROCESS);
    }
    Optional<Wording> wording = wording(tenant, wish, version.get());
    if (wording.isEmpty()) {
      return new TrialOutcome.Refused(TrialOutcome.Reason.WORDING);
    }
    List<ProcessProblem> problems =
        processes.problems(tenant, version.get().language(), version.get().steps()).stream()
            .filter(ProcessProblem::forbids)
            .toList();
    if (!problems.isEmpty()) {
      return new TrialOutcome.Unusable(problems);
    }
    Optional<TrialOutcome> against = admission.against(connection, tenant, wish);
    return against.isPresent()
        ? against.get()
        : begin(connection, tenant, wish, version.get(), wording.get());
  }

  /** Or two at once would both find that one more is allowed. */
  private static void oneAfterTheOther(Connection connection, TenantId tenant) throws SQLException {
    String sql = "SELECT pg_advisory_xact_lock(hashtextextended('trial ' || :tenant::text, 0))";
    Rows.sql(connection, sql).text("tenant", tenant.value().toString()).execute();
  }

  /** What a form would show: the words of the purpose in the language of the process. */
  private Optional<Wording> wording(TenantId tenant, NewTrial wish, ProcessVersion version) {
    return purposes
        .find(tenant, wish.purpose())
        .filter(Purpose::open)
        .flatMap(
            purpose ->
                wordings.current(tenant, purpose.id()).stream()
                    .filter(words -> words.channel() == Channel.EMAIL)
                    .filter(words -> words.language() == version.language())
                    .findFirst());
  }

  private TrialOutcome begin(
      Connection connection,
      TenantId tenant,
      NewTrial wish,
      ProcessVersion version,
      Wording wording)
      throws SQLException {
    Instant now = clock.instant();
    Optional<ContactPointId> point =
        people.make(connection, tenant, wish.address(), version.language(), now);
    if (point.isEmpty()) {
      return new TrialOutcome.Refused(TrialOutcome.Reason.CONTACT);
    }
    ledger.append(connection, List.of(asked(tenant, wish, point.get(), wording, now)));
    RunId run =
        runs.start(
                connection,
                tenant,
                wish.process(),
                wish.version(),
                point.get(),
                wish.purpose(),
                now)
            .orElseThrow();
    var trial = Trial.begun(new TrialId(ids.next()), wish, run, point.get(), now, now.plus(LIFE));
    rows.insert(connection, tenant, trial, OwnMailbox.of(wish.address()));
    return new TrialOutcome.Started(trial.id());
  }

  /** With the words as ticked, so that mail and page say what they say to whoever signs up. */
  private static NewEvent asked(
      TenantId tenant, NewTrial wish, ContactPointId point, Wording wording, Instant now) {
    var box = new Evidence.Box("trial", wording.id().value(), wording.text(), true);
    return NewEvent.of(EventType.REQUESTED, tenant, point, wish.purpose())
        .by(Actor.staff(wish.by().value()), Ledger.TRIAL, now)
        .backedBy(
            Evidence.of(wish.address().typed()).shown(List.of(box)).noting("a trial by staff"));
  }

  /** The trial, removed or not; empty where the tenant has none of that id. */
  public Optional<Trial> find(TenantId tenant, TrialId trial) {
    return database.read(tenant, connection -> rows.find(connection, tenant, trial));
  }

  /** The latest ones, the newest first. */
  public List<Trial> newest(TenantId tenant) {
    return database.read(tenant, connection -> rows.newest(connection, tenant, LISTED));
  }

  /** How far its run is; empty where it is removed. */
  public Optional<TrialWay> way(TenantId tenant, Trial trial) {
    return database.read(tenant, connection -> runs.way(connection, tenant, trial.run()));
  }

  /**
   * Lets the waiting be over now.
   *
   * @return false where it does not wait
   */
  public boolean hasten(TenantId tenant, TrialId trial) {
    return database.write(
        tenant,
        connection -> {
          Optional<Trial> found = rows.find(connection, tenant, trial);
          return found.isPresent()
              && runs.hasten(connection, tenant, found.get().run(), clock.instant());
        });
  }

  /**
   * Ends a trial and removes all of it: contact, run, mails with their links, what they brought
   * about, and the personal part of the ledger; its events stay and say nothing of a person.
   *
   * @return false where it is removed already, or there is none
   */
  public boolean end(TenantId tenant, TrialId trial) {
    return database.writeAnew(tenant, connection -> end(connection, tenant, trial));
  }

  private boolean end(Connection connection, TenantId tenant, TrialId id) throws SQLException {
    Optional<Trial> found = rows.lock(connection, tenant, id);
    if (found.isEmpty() || found.get().removedAt() != null) {
      return false;
    }
    Trial trial = found.get();
    rows.removed(connection, tenant, trial, clock.instant());
    runs.forgetCalls(connection, tenant, trial.run());
    people.destroy(connection, tenant, trial.contactPoint());
    return true;
  }

  /**
   * Ends the trial of a contact point for somebody who signs up with its address, in the caller's
   * transaction: the address is free for them, and nothing of theirs goes with the trial.
   */
  public void giveWay(Connection connection, TenantId tenant, ContactPointId point)
      throws SQLException {
    Optional<Trial> trial = rows.of(connection, tenant, point);
    if (trial.isPresent()) {
      end(connection, tenant, trial.get().id());
    }
  }

  /** Removes, of all tenants, what nobody ended in time, and returns how many trials. */
  public int removeDue() {
    var removed = new AtomicInteger();
    EachTenant.run(tenants.all(), tenant -> removed.addAndGet(removeDue(tenant)));
    return removed.get();
  }

  private int removeDue(TenantId tenant) {
    Instant now = clock.instant();
    List<Trial> due = database.read(tenant, connection -> rows.due(connection, tenant, now));
    int removed = 0;
    for (Trial trial : due) {
      removed += end(tenant, trial.id()) ? 1 : 0;
    }
    database.write(
        tenant,
        connection -> {
          rows.forget(connection, tenant, now.minus(DAY), REMEMBERED);
          return tenant;
        });
    return removed;
  }

  /** Tells whether a mail belonged to a trial that was removed within the last weeks. */
  public boolean had(TenantId tenant, MessageId message) {
    return database.read(tenant, connection -> rows.had(connection, tenant, message));
  }
}

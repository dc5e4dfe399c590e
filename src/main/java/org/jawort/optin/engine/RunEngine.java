package org.jawort.optin.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jawort.optin.process.ProcessVersions;
import org.jawort.optin.run.NextStop;
import org.jawort.optin.run.RunClaims;
import org.jawort.optin.run.RunGroup;
import org.jawort.optin.run.RunId;
import org.jawort.optin.run.RunStatus;
import org.jawort.optin.step.Flow;
import org.jawort.optin.step.Step;
import org.jawort.platform.Database;
import org.jawort.platform.DatabaseException;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Moves the runs that are due: all that stand at one step together, by one statement for each step
 * on their way, from one wait to the next. Where they come to stand is written in the transaction
 * of what they did, so that a node that dies has done all of it or nothing. Any number of nodes may
 * do it at once; a run that another one holds is skipped.
 */
@Component
public class RunEngine {
  private static final Logger LOG = LoggerFactory.getLogger(RunEngine.class);

  /** Runs in one transaction. */
  static final int BATCH = 1_000;

  /** When runs are tried again that something is wrong with. */
  private static final Duration LATER = Duration.ofMinutes(5);

  private final Database database;
  private final Tenants tenants;
  private final ProcessVersions versions;
  private final RunClaims claims;
  private final Lapsing lapsing;
  private final RunEffects effects;
  private final InstantSource clock;

  /** One at a time on each node: several would only hold each other up. */
  private final ReentrantLock working = new ReentrantLock();

  RunEngine(
      Database database,
      Tenants tenants,
      ProcessVersions versions,
      RunClaims claims,
      Lapsing lapsing,
      RunEffects effects,
      InstantSource clock) {
    this.database = database;
    this.tenants = tenants;
    this.versions = versions;
    this.claims = claims;
    this.lapsing = lapsing;
    this.effects = effects;
    this.clock = clock;
  }

  /**
   * Moves all that is due now and returns how many runs it moved. The tenants take turns.
   *
   * @throws RuntimeException the first fault, after all other tenants had their turn
   */
  public int advanceDue() {
    return advanceAll(() -> {});
  }

  /**
   * The same.
   *
   * @param beat to be told of each batch
   */
  int advanceAll(Runnable beat) {
    working.lock();
    try {
      var faults = new ArrayList<RuntimeException>();
      int moved = 0;
      List<TenantId> busy = due();
      while (!busy.isEmpty()) {
        var still = new ArrayList<TenantId>();
        for (TenantId tenant : busy) {
          int batch = advance(tenant, faults);
          beat.run();
          moved += batch;
          if (batch == BATCH) {
            still.add(tenant);
          }
        }
        busy = still;
      }
      if (!faults.isEmpty()) {
        throw faults.getFirst();
      }
      return moved;
    } finally {
      working.unlock();
    }
  }

  /** How many runs are due, all tenants together. */
  long backlog() {
    List<TenantId> all = tenants.all();
    return database.read(all, connection -> claims.backlog(connection, all, clock.instant()));
  }

  private List<TenantId> due() {
    List<TenantId> all = tenants.all();
    return database.read(all, connection -> claims.due(connection, all, clock.instant()));
  }

  private int advance(TenantId tenant, List<RuntimeException> faults) {
    try {
      ZoneId zone = tenants.find(tenant).timeZone();
      return database.writeAnew(
          tenant, connection -> advance(connection, tenant, clock.instant(), zone));
    } catch (RuntimeException e) {
      faults.add(e);
      return 0;
    }
  }

  private int advance(Connection connection, TenantId tenant, Instant now, ZoneId zone)
      throws SQLException {
    List<RunGroup> groups = claims.claim(connection, tenant, now, BATCH);
    int moved = 0;
    for (RunGroup group : groups) {
      moveOrPostpone(connection, group, now, zone);
      moved += group.runs().size();
    }
    return moved;
  }

  /** What cannot be done must not hold up all others: those of its group neither. */
  private void moveOrPostpone(Connection connection, RunGroup group, Instant now, ZoneId zone)
      throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      move(connection, group, now, zone);
      connection.releaseSavepoint(before);
    } catch (Throwable e) {
      if (DatabaseException.isPassing(e)) {
        throw e;
      }
      connection.rollback(before);
      if (group.runs().size() == 1) {
        postpone(connection, group, e, now);
      } else {
        for (RunGroup half : group.halves()) {
          moveOrPostpone(connection, half, now, zone);
        }
      }
    }
  }

  /** An Error too is the run's own. */
  private void postpone(Connection connection, RunGroup run, Throwable e, Instant now)
      throws SQLException {
    LOG.error(
        "Run {} cannot leave the step {} of process {} version {}: {}",
        run.runs().getFirst().run(),
        run.step(),
        run.process(),
        run.version(),
        e.getClass().getName());
    LOG.debug("run", e);
    claims.postpone(connection, run, e.getClass().getSimpleName(), now, now.plus(LATER));
  }

  private void move(Connection connection, RunGroup group, Instant now, ZoneId zone)
      throws SQLException {
    Optional<Flow> flow =
        versions.flow(connection, group.tenant(), group.process(), group.version());
    RunGroup going =
        group.status() == RunStatus.WAITING ? group : unchanged(connection, group, now);
    if (!going.runs().isEmpty()) {
      goOn(connection, going, flow.orElse(new Flow(List.of())), now, zone);
    }
  }

  /** Whoever withdrew meanwhile goes no further; nor who signed up anew and has a new run. */
  private RunGroup unchanged(Connection connection, RunGroup group, Instant now)
      throws SQLException {
    Set<RunId> unchanged = claims.unchanged(connection, group);
    if (unchanged.size() < group.runs().size()) {
      claims.stop(connection, group.without(unchanged), now);
    }
    return group.only(unchanged);
  }

  private void goOn(Connection connection, RunGroup group, Flow flow, Instant now, ZoneId zone)
      throws SQLException {
    @Nullable Step at = flow.step(group.step()).orElse(null);
    List<Step> way = flow.upToPause(next(flow, at, group.arriving()));
    boolean lapses =
        !group.arriving() && at instanceof Step.WaitForConfirmation wait && !flow.asksOn(wait);
    RunGroup going = lapses ? asked(connection, notGiven(connection, group, now), now) : group;
    if (going.runs().isEmpty()) {
      return;
    }
    if (lapses) {
      // Signing off at once is part of the event that says that time was over.
      boolean block = way.stream().anyMatch(Step.Unsubscribe.class::isInstance);
      going = lapsing.lapse(connection, going, block, now);
    }
    NextStop nextStop = NextStop.after(flow, way, group.step(), group.pace(), now, zone);
    for (Step step : way) {
      if (!(lapses && step instanceof Step.Unsubscribe)) {
        going = effects.of(connection, going, step, nextStop, now);
      }
    }
    claims.settle(connection, going, nextStop, now);
  }

  /** Asked to renew what they gave, and did not answer: it stands as it is, and their runs end. */
  private RunGroup notGiven(Connection connection, RunGroup group, Instant now)
      throws SQLException {
    Set<RunId> given = claims.consenting(connection, group);
    if (given.isEmpty()) {
      return group;
    }
    var nextStop = new NextStop(group.step(), null, null);
    claims.settle(connection, group.only(given).with(RunStatus.LAPSED), nextStop, now);
    return group.without(given);
  }

  /**
   * A request beside a "no" ends when its time is over, and the "no" is as it was: nothing of the
   * process comes after it (domain.md).
   */
  private RunGroup asked(Connection connection, RunGroup group, Instant now) throws SQLException {
    Set<RunId> refusing = group.runs().isEmpty() ? Set.of() : claims.refusing(connection, group);
    if (refusing.isEmpty()) {
      return group;
    }
    RunGroup ending = lapsing.lapse(connection, group.only(refusing), false, now);
    claims.settle(connection, ending, new NextStop(group.step(), null, null), now);
    return group.without(refusing);
  }

  /** A wait is over, unless they only come to it; any other step is still to be done. */
  private static Optional<Step> next(Flow flow, @Nullable Step at, boolean arriving) {
    if (at == null || arriving) {
      return Optional.ofNullable(at);
    }
    return switch (at) {
      case Step.WaitForConfirmation wait -> flow.after(wait, Step.Way.UNCONFIRMED);
      case Step.Wait wait -> flow.after(wait, Step.Way.NEXT);
      case Step step -> Optional.of(step);
    };
  }
}

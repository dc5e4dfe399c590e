package org.jawort.consent.log;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jawort.platform.Database;
import org.jawort.platform.MasterSecret;
import org.jawort.platform.SettingException;
import org.jawort.platform.Settings;
import org.jawort.tenant.audit.AuditKind;
import org.jawort.tenant.audit.CommandTrail;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets the log go on from an older state than was once signed: under a new name and key, so that no
 * checkpoint contradicts one of the log before (law 49), whose last one is kept beside the key.
 */
public final class RestoredLog {
  private final Database database;
  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final LogKeys keys;
  private final LogRows rows = new LogRows();
  private final LogGuard guard;
  private final CommandTrail trail;

  /** Works with what is given, for the command alone. */
  public RestoredLog(
      Database database,
      JdbcClient jdbc,
      MasterSecret secret,
      Settings settings,
      InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.clock = clock;
    this.keys = new LogKeys(database, jdbc, secret, settings, clock);
    this.guard = new LogGuard(rows, settings, secret);
    this.trail = new CommandTrail(database, clock);
  }

  /**
   * What the operator is told.
   *
   * @param size entries of the log that goes on
   * @param verifierKey the new vkey line
   * @param kept where its newest checkpoint is kept, and that of the log before beside it
   */
  public record Accepted(long size, String verifierKey, Path kept) {}

  private record Begun(List<LogKey> known, LogRows.Head head) {}

  /**
   * Accepts what stands in the database.
   *
   * @throws SettingException where the log goes on from what was signed, so that there is nothing
   *     to accept, or is damaged in itself
   */
  public Accepted accept() {
    Instant now = clock.instant();
    Begun begun =
        trail.write(
            AuditKind.KEY, "jawort log accept-restore", connection -> begin(connection, now));
    guard.keep(begun.head().note(), begun.known(), now);
    return new Accepted(
        begun.head().size(),
        begun.known().getFirst().verifierKey().toString(),
        guard.kept(begun.known()).file());
  }

  private Begun begin(Connection connection, Instant now) throws SQLException {
    SealLock.await(jdbc);
    List<LogKey> known = keys.begun();
    keys.mustBeOurs(known.getFirst());
    mustBeRestored(connection, known);
    String abandoned = guard.furthest(connection, known).orElseThrow();
    // By the time and not by the number of the key: a state that is set back twice would have two
    // logs of one name.
    String name =
        known.getLast().verifierKey().name() + "/since-" + now.truncatedTo(ChronoUnit.SECONDS);
    known.addFirst(keys.add(known.getFirst().generation() + 1, name, abandoned));
    keys.signAgain(known);
    return new Begun(known, rows.head(connection));
  }

  private void mustBeRestored(Connection connection, List<LogKey> known) throws SQLException {
    try {
      guard.check(connection, known);
    } catch (SealingStoppedException e) {
      if (e.canBeAccepted()) {
        return;
      }
      throw new SettingException(String.valueOf(e.getMessage()));
    }
    throw new SettingException(
        "There is nothing to accept: the transparency log goes on from the last checkpoint that was"
            + " kept here. Run this with the settings of the node that says otherwise");
  }
}

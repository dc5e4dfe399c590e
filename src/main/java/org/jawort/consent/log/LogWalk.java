package org.jawort.consent.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jawort.platform.Database;
import org.jawort.platform.MasterSecret;
import org.jawort.platform.Rows;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;

/** Goes through the whole log and the ledgers that it is about. */
public final class LogWalk {
  private final Database database;
  private final LogRows rows = new LogRows();
  private final LogGuard guard;
  private final Optional<MasterSecret> secret;
  private final WitnessWalk witnesses;

  /** Reads alone; without the secret, keys are believed. */
  public LogWalk(Database database, Settings settings, Optional<MasterSecret> secret) {
    this.database = database;
    this.guard =
        new LogGuard(
            rows,
            settings,
            key -> secret.isEmpty() || LogKeys.opened(secret.get(), key).isPresent());
    this.secret = secret;
    this.witnesses = new WitnessWalk(new WitnessList(settings));
  }

  /** Tells what it finds as it goes. */
  public void examine(List<TenantId> all, Consumer<LogFinding> findings) {
    boolean begun = database.read(Set.of(), connection -> log(connection, findings));
    if (!begun) {
      return;
    }
    for (TenantId tenant : all) {
      database.read(
          tenant,
          connection -> {
            new EventWalk(connection, findings).walk(tenant);
            new AuditWalk(connection, tenant, findings).walk();
            return true;
          });
    }
    database.read(
        all,
        connection -> {
          new EventWalk(connection, findings).places(all);
          Fillers.examine(connection, findings);
          return true;
        });
  }

  private boolean log(Connection connection, Consumer<LogFinding> findings) throws SQLException {
    List<LogKey> keys = rows.keys(connection);
    if (keys.isEmpty()) {
      findings.accept(LogFinding.note("log: not begun yet; jawort serve begins it"));
      return false;
    }
    former(connection, findings);
    secret(keys.getFirst(), findings);
    guard(connection, keys, findings);
    rowCounts(connection, findings);
    new TreeWalk(connection, size(connection), findings).walk();
    witnesses.walk(connection, keys.getFirst(), findings);
    return true;
  }

  private static void former(Connection connection, Consumer<LogFinding> findings)
      throws SQLException {
    String sql =
        """
        SELECT created_at, abandoned FROM log_key WHERE abandoned IS NOT NULL ORDER BY generation
        """;
    Rows.sql(connection, sql)
        .each(
            row -> {
              Checkpoint last =
                  Checkpoint.parse(SignedNote.parse(row.getString("abandoned")).text());
              findings.accept(
                  LogFinding.note(
                      "log: began anew at %s after a restore; the one before, %s, had %,d entries",
                      row.getTimestamp("created_at").toInstant(), last.origin(), last.size()));
            });
  }

  private void secret(LogKey newest, Consumer<LogFinding> findings) {
    if (secret.isPresent() && LogKeys.opened(secret.get(), newest).isEmpty()) {
      findings.accept(
          LogFinding.bad(
              "log: the master secret is not the one that sealed its key; restore it from a backup"));
    }
  }

  /** The same as before each signing. */
  private void guard(Connection connection, List<LogKey> keys, Consumer<LogFinding> findings)
      throws SQLException {
    try {
      guard.check(connection, keys);
      Optional<Checkpoint> kept = guard.kept(keys).checkpoint();
      if (kept.isPresent()) {
        findings.accept(
            LogFinding.good(
                "log: goes on from the checkpoint of %,d entries in %s",
                kept.get().size(), guard.kept(keys).file()));
      } else {
        findings.accept(
            LogFinding.note(
                "log: no checkpoint is kept in %s; whether the database was set back cannot be told here",
                guard.kept(keys).file()));
      }
    } catch (SealingStoppedException e) {
      findings.accept(LogFinding.bad("log: nothing is sealed. %s", String.valueOf(e.getMessage())));
    }
  }

  private static long size(Connection connection) throws SQLException {
    String sql = "SELECT coalesce(max(size), 0) FROM log_checkpoint";
    return Rows.sql(connection, sql).only(row -> row.getLong(1));
  }

  /** In one look, so that what is sealed meanwhile does not disturb. */
  private static void rowCounts(Connection connection, Consumer<LogFinding> findings)
      throws SQLException {
    String sql =
        """
        WITH log AS (SELECT coalesce(max(size), 0) AS size FROM log_checkpoint),
        held AS (
          SELECT level, sum(length(content) / 32) AS hashes FROM log_tile GROUP BY level
          UNION ALL SELECT -1, sum(length(content) / 34) FROM log_bundle)
        SELECT level, coalesce(hashes, 0) AS hashes, size >> (8 * greatest(level, 0)) AS expected
        FROM held CROSS JOIN log
        WHERE coalesce(hashes, 0) <> size >> (8 * greatest(level, 0)) ORDER BY level
        """;
    Rows.sql(connection, sql)
        .each(
            row -> {
              int level = row.getInt("level");
              findings.accept(
                  LogFinding.bad(
                      "log: the %s hold %,d, and %,d belong there",
                      level < 0 ? "bundles of entries" : "tiles of level " + level,
                      row.getLong("hashes"),
                      row.getLong("expected")));
            });
  }
}

package org.jawort.doctor;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import org.jawort.platform.Database;
import org.jawort.platform.ExaminedDatabase;
import org.jawort.platform.SettingException;
import org.jawort.platform.Settings;

/**
 * Looks at an installation without serving it, also while it is served: settings, secret, mail
 * server, workers, database, schema, profiles, whether statuses and blocks are what the ledger
 * says, whether sign-ups, members of groups and filled fields are counted right, whether the
 * transparency log is whole and says what the ledger says, and whether what the events refer to is
 * still as they commit to it. Changes nothing unless it is to repair; never prints an address, a
 * name or a secret.
 */
public final class Doctor {
  private final Settings settings;
  private final InstantSource clock;
  private final Findings findings;

  /** Prints a line for each finding. */
  public Doctor(Settings settings, InstantSource clock, PrintStream out) {
    this.settings = settings;
    this.clock = clock;
    this.findings = new Findings(out);
  }

  /**
   * Examines everything.
   *
   * @param repair whether statuses, blocks and counts are written anew where they are wrong
   * @return whether all is well, repaired things included
   */
  public boolean examine(boolean repair) {
    SettingsCheck.examine(settings, findings);
    MailCheck.examine(settings, findings);
    WorkerCheck.examine(settings, findings);
    try (ExaminedDatabase database = ExaminedDatabase.of(settings)) {
      findings.good("database: " + database.version());
      database.ownerInPool().ifPresent(advice -> findings.note("database: " + advice));
      if (isUpToDate(database)) {
        Database opened = database.database();
        var ledgers = new LedgerCheck(opened, clock, findings);
        new ProfileCheck(opened, ledgers.tenants(), findings).examine();
        ledgers.examine(repair);
        new CountCheck(opened, clock, ledgers.tenants(), findings).examine(repair);
        new LogCheck(opened, settings, ledgers.tenants(), findings).examine();
        new EvidenceCheck(opened, ledgers.tenants(), findings).examine();
        SetAsideCheck.examine(opened, ledgers.tenants(), findings);
      }
    } catch (SettingException e) {
      findings.bad("database: " + e.getMessage());
    }
    findings.sum();
    return findings.allGood();
  }

  private boolean isUpToDate(ExaminedDatabase database) {
    List<String> pending = database.pending();
    if (pending.isEmpty()) {
      findings.good("schema: up to date");
      return true;
    }
    findings.bad(
        "schema: lacks %s; make a backup and start jawort serve, which brings it up to date"
            .formatted(String.join(", ", pending)));
    return false;
  }
}

package org.jawort.consent.proof;

import java.util.List;
import java.util.Optional;
import org.jawort.consent.log.LogFinding;
import org.jawort.consent.log.LogWalk;
import org.jawort.consent.stamp.StampExamination;
import org.jawort.platform.Database;
import org.jawort.platform.MasterSecret;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;

/** The operator's look at the whole transparency log: nothing is taken on trust. */
public final class LogExamination {
  private final LogWalk walk;
  private final List<TenantId> tenants;
  private final Database database;
  private final boolean stamped;

  /**
   * Reads with what is given; changes nothing.
   *
   * @param secret empty where it is not known, so that one check less is made
   * @param tenants all that there are, for one log is about all of them
   */
  public LogExamination(
      Database database, Settings settings, Optional<MasterSecret> secret, List<TenantId> tenants) {
    this.walk = new LogWalk(database, settings, secret);
    this.tenants = List.copyOf(tenants);
    this.database = database;
    this.stamped = settings.tsaUrl().isPresent();
  }

  /** What is told of what was found; nothing is named but by ids and numbers. */
  public interface Report {
    /** All is well. */
    void good(String line);

    /** Worth knowing. */
    void note(String line);

    /** Something is wrong. */
    void bad(String line);
  }

  /** Looks at the log, and at the ledgers of all tenants. */
  public void examine(Report report) {
    walk.examine(tenants, finding -> tell(report, finding));
    new StampExamination(database, stamped, finding -> tell(report, finding)).examine();
  }

  private static void tell(Report report, LogFinding finding) {
    switch (finding.kind()) {
      case GOOD -> report.good(finding.text());
      case NOTE -> report.note(finding.text());
      case BAD -> report.bad(finding.text());
    }
  }
}

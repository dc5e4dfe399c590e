package org.jawort.transfer.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Objects;
import java.util.Optional;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobBatchOutcome;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobInHand;
import org.jawort.tenant.job.JobKind;
import org.jawort.tenant.job.JobText;
import org.springframework.stereotype.Component;

/** Takes an import back, span by span. */
@Component
class UndoJob implements JobKind {
  private static final int BATCH = 5_000;

  private final ImportJobs jobs;
  private final ImportRows imports;
  private final Undoing undoing;
  private final InstantSource clock;

  UndoJob(ImportJobs jobs, ImportRows imports, Undoing undoing, InstantSource clock) {
    this.jobs = jobs;
    this.imports = imports;
    this.undoing = undoing;
    this.clock = clock;
  }

  @Override
  public String name() {
    return ImportJobs.UNDO;
  }

  @Override
  public int batch() {
    return BATCH;
  }

  @Override
  public JobBatchOutcome work(Connection connection, JobInHand hand, int most) throws SQLException {
    Optional<Import> found = jobs.find(connection, hand);
    if (found.isEmpty() || found.get().mapping() == null) {
      return new JobBatchOutcome.CannotGoOn(JobText.of("import.gone"));
    }
    Import of = found.get();
    int behind = ImportJobs.behind(hand);
    int to = Math.min(of.total(), behind + most);
    var span = new Span(hand.tenant(), of.id(), behind + 1, to);
    var outcome =
        new HashMap<String, Integer>(
            undoing.undo(
                connection,
                span,
                Objects.requireNonNull(of.mapping()),
                Taking.startOf(of.runAt()),
                clock.instant()));
    outcome.values().removeIf(count -> count == 0);
    boolean last = to >= of.total();
    if (last) {
      imports.end(connection, hand.tenant(), of.id(), ImportState.UNDONE, clock.instant());
    }
    return new JobBatchOutcome.Worked(String.valueOf(to), Math.max(0, to - behind), outcome, last);
  }

  @Override
  public void over(Connection connection, TenantId tenant, JobId job) throws SQLException {
    imports.fallBack(
        connection, tenant, job, ImportState.UNDOING, ImportState.STOPPED, clock.instant());
  }

  @Override
  public JobText title(TenantId tenant, Job job, Language language) {
    return jobs.title(tenant, job);
  }

  @Override
  public JobText outcome(Job job, String what) {
    return JobText.of("import.outcome." + what);
  }
}

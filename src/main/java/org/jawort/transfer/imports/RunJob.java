package org.jawort.transfer.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Objects;
import java.util.Optional;
import org.jawort.contact.Origin;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobBatchOutcome;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobInHand;
import org.jawort.tenant.job.JobKind;
import org.jawort.tenant.job.JobText;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Takes the rows over, span by span; the cursor is the number of a row. */
@Component
class RunJob implements JobKind {
  private static final int BATCH = 10_000;

  private final ImportJobs jobs;
  private final ImportRows imports;
  private final Taking taking;
  private final ClaimedRows claims;
  private final ImportChunks chunks;
  private final ApplicationEventPublisher events;
  private final InstantSource clock;

  RunJob(
      ImportJobs jobs,
      ImportRows imports,
      Taking taking,
      ClaimedRows claims,
      ImportChunks chunks,
      ApplicationEventPublisher events,
      InstantSource clock) {
    this.jobs = jobs;
    this.imports = imports;
    this.taking = taking;
    this.claims = claims;
    this.chunks = chunks;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public String name() {
    return ImportJobs.RUN;
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
    Mapping mapping = Objects.requireNonNull(of.mapping());
    int behind = ImportJobs.behind(hand);
    int to = Math.min(of.total(), behind + most);
    var span = new Span(hand.tenant(), of.id(), behind + 1, to);
    Instant at = Taking.startOf(of.runAt());
    var outcome = new HashMap<String, Integer>();
    int made = taking.take(connection, span, mapping, Origin.IMPORT, at);
    if (made > 0) {
      outcome.put("NEW", made);
    }
    outcome.putAll(
        claims.record(connection, span, mapping, ClaimedRows.Bringer.of(of), clock.instant()));
    if (behind == 0) {
      ImportStatistics.taken(connection, to);
    }
    boolean last = to >= of.total();
    if (last) {
      imports.end(connection, hand.tenant(), of.id(), ImportState.DONE, clock.instant());
      imports.forgetSamples(connection, hand.tenant(), of.id());
      chunks.delete(hand.tenant(), of.id());
      var group = Optional.ofNullable(mapping.group());
      events.publishEvent(new ImportEnded(hand.tenant(), of.id(), group, true));
    }
    return new JobBatchOutcome.Worked(String.valueOf(to), Math.max(0, to - behind), outcome, last);
  }

  @Override
  public void over(Connection connection, TenantId tenant, JobId job) throws SQLException {
    imports.fallBack(
        connection, tenant, job, ImportState.RUNNING, ImportState.STOPPED, clock.instant());
    for (ImportId stopped : imports.of(connection, tenant, job)) {
      events.publishEvent(new ImportEnded(tenant, stopped, Optional.empty(), false));
    }
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

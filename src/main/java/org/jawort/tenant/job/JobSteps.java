package org.jawort.tenant.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jawort.platform.Database;
import org.jawort.platform.DatabaseException;
import org.jawort.platform.Ids;
import org.jawort.platform.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Does one batch of a job: claimed in one transaction, done in the next one together with the
 * cursor and the counts, so that whatever dies anywhere is gone on with and nothing is done twice.
 */
@Component
class JobSteps {
  /** Tries of one batch until the job fails. */
  static final int MOST_FAULTS = 5;

  private static final Duration FIRST_REST = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(JobSteps.class);

  private final Database database;
  private final JobClaims claims;
  private final JobKinds kinds;
  private final Ids ids;
  private final InstantSource clock;
  private final int most;

  /**
   * @param most of one batch, where the kind would like more
   */
  JobSteps(
      Database database,
      JobClaims claims,
      JobKinds kinds,
      Ids ids,
      InstantSource clock,
      @Value("${jawort.jobs.batch}") int most) {
    this.database = database;
    this.claims = claims;
    this.kinds = kinds;
    this.ids = ids;
    this.clock = clock;
    this.most = most;
  }

  /** Somebody else has the batch by now: what was done of it is rolled back. */
  private static final class LostBatchException extends RuntimeException {
    LostBatchException() {
      super("another node has it, or somebody stopped it", null, false, false);
    }
  }

  /** The one of each tenant whose turn it is. */
  List<JobClaims.DueJob> due(List<TenantId> tenants) {
    return database.read(
        tenants, connection -> claims.due(tenants, kinds.names(), clock.instant()));
  }

  /** Does a batch; returns whether it was ours to do. */
  boolean step(JobClaims.DueJob due) {
    return step(due.tenant(), due.job(), most);
  }

  /** Does a batch of so many at most. */
  boolean step(TenantId tenant, JobId job, int most) {
    Optional<JobClaims.ClaimedBatch> claimed =
        database.write(
            tenant, connection -> claims.claim(tenant, job, ids.next(), clock.instant()));
    claimed.ifPresent(batch -> outlive(batch, most));
    return claimed.isPresent();
  }

  /** Whatever goes wrong is the job's own: the worker and the jobs of others go on. */
  private void outlive(JobClaims.ClaimedBatch batch, int most) {
    try {
      database.writeAnew(batch.tenant(), connection -> work(connection, batch, most));
    } catch (LostBatchException e) {
      LOG.debug("Job {} is no longer ours", batch.job());
    } catch (Throwable e) {
      // Its message may hold something personal.
      LOG.warn("A batch of job {} went wrong: {}", batch.job(), e.getClass().getName());
      LOG.debug("job", e);
      database.write(batch.tenant(), connection -> note(batch, e));
    }
  }

  private boolean work(Connection connection, JobClaims.ClaimedBatch batch, int most)
      throws SQLException {
    JobKind kind = kinds.find(batch.hand().job().kind()).orElseThrow();
    JobBatchOutcome outcome = kind.work(connection, batch.hand(), Math.min(most, kind.batch()));
    boolean written =
        switch (outcome) {
          case JobBatchOutcome.Worked worked -> claims.advance(batch, worked, clock.instant());
          case JobBatchOutcome.Rested rested -> claims.rest(batch, rested, clock.instant());
          case JobBatchOutcome.CannotGoOn(JobText reason) ->
              claims.fail(batch, reason, clock.instant());
        };
    if (!written) {
      throw new LostBatchException();
    }
    if (outcome instanceof JobBatchOutcome.Worked worked && worked.last()) {
      kind.over(connection, batch.tenant(), batch.job());
    }
    return written;
  }

  private boolean note(JobClaims.ClaimedBatch batch, Throwable fault) {
    Instant now = clock.instant();
    if (batch.faults() + 1 >= MOST_FAULTS) {
      return claims.fail(batch, inWords(fault), now);
    }
    return claims.postpone(batch, now.plus(FIRST_REST.multipliedBy(1L << batch.faults())));
  }

  private static JobText inWords(Throwable fault) {
    String tries = String.valueOf(MOST_FAULTS);
    return DatabaseException.isFull(fault)
        ? JobText.of("job.failed.full", tries)
        : JobText.of("job.failed.fault", tries, fault.getClass().getSimpleName());
  }
}

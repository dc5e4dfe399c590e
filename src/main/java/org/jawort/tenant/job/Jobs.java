package org.jawort.tenant.job;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** The door to the long jobs of a tenant: start, look, pause, go on, stop. */
@Component
public class Jobs {
  private final Database database;
  private final JobRows rows;
  private final JobKinds kinds;
  private final JobBell bell;
  private final Ids ids;
  private final InstantSource clock;

  Jobs(
      Database database, JobRows rows, JobKinds kinds, JobBell bell, Ids ids, InstantSource clock) {
    this.database = database;
    this.rows = rows;
    this.kinds = kinds;
    this.bell = bell;
    this.ids = ids;
    this.clock = clock;
  }

  /** Starts one; inside a running transaction it begins with its commit. */
  public JobStartOutcome start(TenantId tenant, NewJob job) {
    return database.write(
        tenant,
        connection -> {
          var id = new JobId(ids.next());
          if (rows.insert(tenant, id, job, clock.instant())) {
            bell.ringAfterCommit();
            return new JobStartOutcome.Started(id);
          }
          String once = Objects.requireNonNull(job.once());
          return new JobStartOutcome.AlreadyOpen(rows.open(tenant, job.kind(), once).orElseThrow());
        });
  }

  /** The open job of a kind that is about this; empty where there is none. */
  public Optional<JobId> open(TenantId tenant, String kind, String once) {
    return database.read(tenant, connection -> rows.open(tenant, kind, once));
  }

  /** One of them; empty where the tenant has none of that id. */
  public Optional<Job> find(TenantId tenant, JobId id) {
    return database.read(tenant, connection -> rows.find(tenant, id));
  }

  /**
   * All of them, the newest first.
   *
   * @param before the last one of the page before
   */
  public List<Job> page(TenantId tenant, Optional<JobId> before, int most) {
    return database.read(tenant, connection -> rows.page(tenant, before, most));
  }

  /**
   * Holds it up after the batch at hand; what is done stays done.
   *
   * @return whether it was under way
   */
  public boolean pause(TenantId tenant, JobId id) {
    return database.write(tenant, connection -> rows.pause(tenant, id));
  }

  /**
   * Goes on with one that was paused, or tries one that failed again.
   *
   * @return whether it was such a one
   */
  public boolean goOn(TenantId tenant, JobId id) {
    return database.write(
        tenant,
        connection -> {
          bell.ringAfterCommit();
          return rows.goOn(tenant, id, clock.instant());
        });
  }

  /**
   * Ends it for good; what is done stays done, and nothing is done any more, not even the batch at
   * hand.
   *
   * @return whether it was open
   */
  public boolean stop(TenantId tenant, JobId id) {
    return database.write(
        tenant,
        connection -> {
          Optional<String> kind = rows.stop(tenant, id, clock.instant());
          Optional<JobKind> known = kind.flatMap(kinds::find);
          if (known.isPresent()) {
            known.get().over(connection, tenant, id);
          }
          return kind.isPresent();
        });
  }
}

package org.jawort.consent.declaration;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.Declaration;
import org.jawort.consent.Recording;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobStartOutcome;
import org.jawort.tenant.job.Jobs;
import org.jawort.tenant.job.NewJob;
import org.springframework.stereotype.Component;

/**
 * The door for changing many consents at once: whom it concerns is fixed when it starts; the rest
 * is a job ({@link MassChangeJob}).
 */
@Component
public class MassChanges {
  /** What became of the wish to start one. */
  public sealed interface MassChangeOutcome {
    /** It began. */
    record Started(JobId job) implements MassChangeOutcome {}

    /** The evidence lacks something; nothing began. */
    record Incomplete(List<DeclarationProblem> lacks) implements MassChangeOutcome {
      /** Copies the list. */
      public Incomplete {
        lacks = List.copyOf(lacks);
      }
    }
  }

  private final Database database;
  private final DeclaredEvidence evidence;
  private final MassChangeRows rows;
  private final Jobs jobs;

  MassChanges(Database database, DeclaredEvidence evidence, MassChangeRows rows, Jobs jobs) {
    this.database = database;
    this.evidence = evidence;
    this.rows = rows;
    this.jobs = jobs;
  }

  /**
   * Starts one.
   *
   * @param points those that would change
   * @param others how many others the filter showed, by the status that forbids it
   * @param declaration the one evidence for all
   */
  public MassChangeOutcome start(
      TenantId tenant,
      UUID by,
      MassChange change,
      List<ContactPointId> points,
      Map<ConsentStatus, Integer> others,
      Declaration declaration) {
    var recording = new Recording(tenant, change.purpose(), Actor.staff(by), MassChangeJob.SOURCE);
    var wanted =
        new NewJob(
            MassChange.JOB,
            by,
            points.size(),
            MassChangeJob.counted(others),
            change,
            new MassChangeJob.Order(by, declaration),
            null);
    return database.write(
        tenant,
        connection -> {
          List<DeclarationProblem> lacks =
              switch (change.kind()) {
                case DECLARE -> evidence.check(connection, recording, declaration).lacks();
                case TAKE_BACK -> DeclarationRules.ofMistake(declaration);
              };
          return lacks.isEmpty()
              ? start(tenant, wanted, points)
              : new MassChangeOutcome.Incomplete(lacks);
        });
  }

  private MassChangeOutcome start(TenantId tenant, NewJob wanted, List<ContactPointId> points) {
    JobId job =
        switch (jobs.start(tenant, wanted)) {
          case JobStartOutcome.Started(JobId started) -> started;
          case JobStartOutcome.AlreadyOpen(JobId open) ->
              throw new IllegalStateException("any number may be open: " + open);
        };
    rows.insert(tenant, job, sorted(points));
    return new MassChangeOutcome.Started(job);
  }

  /** In the order in which contact points are locked, and lie beside each other. */
  private static List<ContactPointId> sorted(List<ContactPointId> points) {
    return points.stream().sorted(Comparator.comparing(point -> point.value().toString())).toList();
  }

  /** The job of one of them; empty where the tenant has none of that id. */
  public Optional<Job> find(TenantId tenant, JobId id) {
    return jobs.find(tenant, id).filter(job -> job.kind().equals(MassChange.JOB));
  }
}

package org.jawort.tenant.job;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.User;
import org.jawort.tenant.UserId;
import org.jawort.tenant.Users;
import org.springframework.stereotype.Component;

/** Says in words what jobs are about and what came of them. */
@Component
public class JobViews {
  private final Database database;
  private final JobKinds kinds;
  private final Users users;

  JobViews(Database database, JobKinds kinds, Users users) {
    this.database = database;
    this.kinds = kinds;
    this.users = users;
  }

  /** The words for some of a tenant's jobs, in the same order. */
  public List<JobView> of(TenantId tenant, List<Job> jobs, Language language) {
    return database.read(
        tenant, connection -> jobs.stream().map(job -> view(tenant, job, language)).toList());
  }

  /** The words for one. */
  public JobView of(TenantId tenant, Job job, Language language) {
    return of(tenant, List.of(job), language).getFirst();
  }

  private JobView view(TenantId tenant, Job job, Language language) {
    Optional<String> by =
        Optional.ofNullable(job.startedBy())
            .flatMap(id -> users.find(tenant, new UserId(id)))
            .map(User::name);
    List<JobView.Count> counts =
        job.progress().outcome().entrySet().stream()
            .map(
                entry ->
                    new JobView.Count(
                        entry.getKey(), entry.getValue(), meaning(job, entry.getKey())))
            .sorted(
                Comparator.comparingInt(JobView.Count::many)
                    .reversed()
                    .thenComparing(JobView.Count::what))
            .toList();
    return new JobView(job, title(tenant, job, language), by, counts);
  }

  /** One that a newer node started, of a kind that this one knows nothing of, goes by its name. */
  private JobText title(TenantId tenant, Job job, Language language) {
    return kinds
        .find(job.kind())
        .map(kind -> kind.title(tenant, job, language))
        .orElseGet(() -> JobText.of("job.unknown", job.kind()));
  }

  private JobText meaning(Job job, String what) {
    return kinds
        .find(job.kind())
        .map(kind -> kind.outcome(job, what))
        .orElseGet(() -> JobText.of("job.unknown", what));
  }
}

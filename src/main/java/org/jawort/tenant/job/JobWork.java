package org.jawort.tenant.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jawort.platform.Worker;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/**
 * Works jobs off, on a thread of its own: a batch of each tenant in turns, and of the jobs of a
 * tenant in turns too, so that a million of one hold up nobody. Every node looks for them.
 */
@Component
public final class JobWork extends Worker {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  private final JobSteps steps;
  private final Tenants tenants;

  JobWork(JobSteps steps, Tenants tenants, JobBell bell) {
    super("jobs", bell, LOOK_EVERY);
    this.steps = steps;
    this.tenants = tenants;
  }

  @Override
  protected void work() {
    var faults = new ArrayList<RuntimeException>();
    boolean any = true;
    while (any && isRunning()) {
      any = false;
      for (JobClaims.DueJob one : steps.due(tenants.all())) {
        any |= isRunning() && step(one, faults);
      }
    }
    if (!faults.isEmpty()) {
      throw faults.getFirst();
    }
  }

  @Override
  protected long backlog() {
    return steps.due(tenants.all()).size();
  }

  /** Where not even its fault can be noted, the lease ends some time, and the others go on. */
  private boolean step(JobClaims.DueJob one, List<RuntimeException> faults) {
    beat();
    try {
      return steps.step(one);
    } catch (RuntimeException | Error e) {
      faults.add(new IllegalStateException(e));
      return false;
    }
  }
}

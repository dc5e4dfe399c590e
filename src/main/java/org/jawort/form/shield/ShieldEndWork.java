package org.jawort.form.shield;

import java.time.Duration;
import org.jawort.platform.EachTenant;
import org.jawort.platform.RecurringWork;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/** Forgets networks from which nothing came for two days, and steps that are over (law 64). */
@Component
class ShieldEndWork implements RecurringWork {
  private final NetworkCounts counts;
  private final SpentSteps steps;
  private final Tenants tenants;

  ShieldEndWork(NetworkCounts counts, SpentSteps steps, Tenants tenants) {
    this.counts = counts;
    this.steps = steps;
    this.tenants = tenants;
  }

  @Override
  public String name() {
    return "end-shield";
  }

  @Override
  public Duration pause() {
    return Duration.ofHours(6);
  }

  @Override
  public void run() {
    counts.forgetOfAll();
    EachTenant.run(
        tenants.all(),
        tenant -> {
          counts.forget(tenant);
          steps.forget(tenant);
        });
  }
}

package org.jawort.form.shield;

import java.time.Duration;
import org.jawort.platform.EachTenant;
import org.jawort.platform.RecurringWork;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/** Sees within seconds where far more comes from a form than usual (B-07). */
@Component
class AlarmWork implements RecurringWork {
  private final AlarmWatch watch;
  private final Tenants tenants;

  AlarmWork(AlarmWatch watch, Tenants tenants) {
    this.watch = watch;
    this.tenants = tenants;
  }

  @Override
  public String name() {
    return "form-alarm";
  }

  @Override
  public Duration pause() {
    return Duration.ofSeconds(15);
  }

  @Override
  public void run() {
    EachTenant.run(tenants.all(), watch::look);
  }
}

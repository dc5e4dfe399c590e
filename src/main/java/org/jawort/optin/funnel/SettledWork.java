package org.jawort.optin.funnel;

import java.time.Duration;
import org.jawort.platform.EachTenant;
import org.jawort.platform.RecurringWork;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/** Every few minutes, on one node. */
@Component
class SettledWork implements RecurringWork {
  private final SettledSignUps fates;
  private final Tenants tenants;

  SettledWork(SettledSignUps fates, Tenants tenants) {
    this.fates = fates;
    this.tenants = tenants;
  }

  @Override
  public String name() {
    return "sign-up-fates";
  }

  @Override
  public Duration pause() {
    return Duration.ofMinutes(5);
  }

  @Override
  public void run() {
    EachTenant.run(tenants.all(), fates::settle);
  }
}

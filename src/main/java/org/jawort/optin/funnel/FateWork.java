package org.jawort.optin.funnel;

import java.time.Duration;
import org.jawort.platform.RecurringWork;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/** Every few minutes, on one node. */
@Component
class FateWork implements RecurringWork {
  private final SignUpFates fates;
  private final Tenants tenants;

  FateWork(SignUpFates fates, Tenants tenants) {
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
    tenants.all().forEach(fates::settle);
  }
}

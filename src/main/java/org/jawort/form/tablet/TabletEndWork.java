package org.jawort.form.tablet;

import java.time.Duration;
import org.jawort.platform.EachTenant;
import org.jawort.platform.RecurringWork;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/** Forgets tablets, and what they sent, a month after nothing of them is taken (law 64). */
@Component
class TabletEndWork implements RecurringWork {
  private final Tablets tablets;
  private final Tenants tenants;

  TabletEndWork(Tablets tablets, Tenants tenants) {
    this.tablets = tablets;
    this.tenants = tenants;
  }

  @Override
  public String name() {
    return "end-tablets";
  }

  @Override
  public Duration pause() {
    return Duration.ofHours(6);
  }

  @Override
  public void run() {
    EachTenant.run(tenants.all(), tablets::forget);
  }
}

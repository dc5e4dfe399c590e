package org.jawort.contact.merge;

import java.time.Duration;
import org.jawort.platform.EachTenant;
import org.jawort.platform.RecurringWork;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/** Compares contacts that came or changed, a few thousand at a time. */
@Component
class AlikeWork implements RecurringWork {
  /** So that a million that came at once leave room for other work. */
  private static final int MOST = 20_000;

  private final ContactComparison alike;
  private final Tenants tenants;

  AlikeWork(ContactComparison alike, Tenants tenants) {
    this.alike = alike;
    this.tenants = tenants;
  }

  @Override
  public String name() {
    return "alike-contacts";
  }

  @Override
  public Duration pause() {
    return Duration.ofMinutes(3);
  }

  @Override
  public void run() {
    EachTenant.run(tenants.all(), tenant -> alike.compare(tenant, MOST));
  }
}

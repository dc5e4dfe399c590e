package org.jawort.contact;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jawort.platform.EachTenant;
import org.jawort.platform.RecurringWork;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/** Forgets changes of contacts that nobody may ask for any more. */
@Component
class ForgottenChangesWork implements RecurringWork {
  /** Whoever asked on the last day goes on for another. */
  private static final Duration KEPT = ContactChanges.KEPT.plusDays(1);

  private final ContactChanges changes;
  private final Tenants tenants;
  private final InstantSource clock;

  ForgottenChangesWork(ContactChanges changes, Tenants tenants, InstantSource clock) {
    this.changes = changes;
    this.tenants = tenants;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "forget-changes";
  }

  @Override
  public Duration pause() {
    return Duration.ofHours(1);
  }

  @Override
  public void run() {
    EachTenant.run(tenants.all(), this::forget);
  }

  private void forget(TenantId tenant) {
    Instant before = clock.instant().minus(KEPT);
    boolean more = true;
    while (more) {
      more = changes.forget(tenant, before);
    }
  }
}

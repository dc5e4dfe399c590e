package org.jawort.tenant.audit;

import java.time.Duration;
import org.jawort.platform.EachTenant;
import org.jawort.platform.RecurringWork;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/** Looks every six hours for entries that have been kept for long enough. */
@Component
class AuditEndWork implements RecurringWork {
  private final AuditLog log;
  private final Tenants tenants;

  AuditEndWork(AuditLog log, Tenants tenants) {
    this.log = log;
    this.tenants = tenants;
  }

  @Override
  public String name() {
    return "end-audit";
  }

  @Override
  public Duration pause() {
    return Duration.ofHours(6);
  }

  @Override
  public void run() {
    EachTenant.run(tenants.all(), log::endDue);
  }
}

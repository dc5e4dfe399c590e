package org.jawort.consent.declaration;

import java.time.Duration;
import org.jawort.platform.EachTenant;
import org.jawort.platform.RecurringWork;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/** Looks every ten minutes for scans whose form nobody sent again. */
@Component
class ForgottenFilesWork implements RecurringWork {
  private final EvidenceFiles files;
  private final Tenants tenants;

  ForgottenFilesWork(EvidenceFiles files, Tenants tenants) {
    this.files = files;
    this.tenants = tenants;
  }

  @Override
  public String name() {
    return "delete-forgotten-scans";
  }

  @Override
  public Duration pause() {
    return Duration.ofMinutes(10);
  }

  @Override
  public void run() {
    EachTenant.run(tenants.all(), files::deleteForgotten);
  }
}

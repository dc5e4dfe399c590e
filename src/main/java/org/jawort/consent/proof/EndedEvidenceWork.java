package org.jawort.consent.proof;

import java.time.Duration;
import org.jawort.platform.EachTenant;
import org.jawort.platform.RecurringWork;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/** Looks every six hours for evidence that nothing needs any more. */
@Component
class EndedEvidenceWork implements RecurringWork {
  private final EndedEvidence evidence;
  private final Tenants tenants;

  EndedEvidenceWork(EndedEvidence evidence, Tenants tenants) {
    this.evidence = evidence;
    this.tenants = tenants;
  }

  @Override
  public String name() {
    return "end-evidence";
  }

  @Override
  public Duration pause() {
    return Duration.ofHours(6);
  }

  @Override
  public void run() {
    EachTenant.run(tenants.all(), evidence::end);
  }
}

package org.jawort.consent.ecg;

import java.time.Duration;
import org.jawort.platform.EachTenant;
import org.jawort.platform.RecurringWork;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/** Fetches the lists of all tenants that said from where, each once a day. */
@Component
class EcgFetchWork implements RecurringWork {
  private final EcgSources sources;
  private final Tenants tenants;

  EcgFetchWork(EcgSources sources, Tenants tenants) {
    this.sources = sources;
    this.tenants = tenants;
  }

  @Override
  public String name() {
    return "fetch-ecg-lists";
  }

  @Override
  public Duration pause() {
    return Duration.ofHours(1);
  }

  @Override
  public void run() {
    EachTenant.run(tenants.all(), sources::fetchDue);
  }
}

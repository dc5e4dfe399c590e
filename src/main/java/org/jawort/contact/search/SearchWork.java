package org.jawort.contact.search;

import java.time.Duration;
import org.jawort.platform.EachTenant;
import org.jawort.platform.RecurringWork;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/** Brings what is searched up to date, seconds after it changed. */
@Component
class SearchWork implements RecurringWork {
  /** So that a million that came at once leave room for other tenants. */
  private static final int MOST = 100_000;

  private final SearchRows rows;
  private final Tenants tenants;

  SearchWork(SearchRows rows, Tenants tenants) {
    this.rows = rows;
    this.tenants = tenants;
  }

  @Override
  public String name() {
    return "contact-search";
  }

  @Override
  public Duration pause() {
    return Duration.ofSeconds(5);
  }

  @Override
  public void run() {
    EachTenant.run(tenants.all(), tenant -> rows.renew(tenant, MOST));
  }
}

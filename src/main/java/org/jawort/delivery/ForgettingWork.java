package org.jawort.delivery;

import java.time.Duration;
import org.jawort.platform.EachTenant;
import org.jawort.platform.RecurringWork;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/** Looks every hour for fetches of links and mails that were kept long enough (law 64). */
@Component
class ForgettingWork implements RecurringWork {
  private final LinkFetches fetches;
  private final SentContents contents;
  private final Tenants tenants;

  ForgettingWork(LinkFetches fetches, SentContents contents, Tenants tenants) {
    this.fetches = fetches;
    this.contents = contents;
    this.tenants = tenants;
  }

  @Override
  public String name() {
    return "forget-fetches";
  }

  @Override
  public Duration pause() {
    return Duration.ofHours(1);
  }

  @Override
  public void run() {
    EachTenant.run(tenants.all(), fetches::forget);
    EachTenant.run(tenants.all(), contents::forget);
  }
}

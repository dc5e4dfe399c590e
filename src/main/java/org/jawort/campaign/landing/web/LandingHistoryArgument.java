package org.jawort.campaign.landing.web;

import java.util.List;
import java.util.Optional;
import org.jawort.campaign.landing.LandingPage;
import org.jawort.campaign.landing.LandingPageId;
import org.jawort.campaign.landing.LandingPages;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.PageFault;
import org.jawort.platform.web.PathArgument;
import org.springframework.stereotype.Component;

/** Hands over the landing page that a path names. */
@Component
class LandingHistoryArgument extends PathArgument<LandingHistory> {
  private final LandingPages pages;

  LandingHistoryArgument(LandingPages pages) {
    super(LandingHistory.class);
    this.pages = pages;
  }

  @Override
  protected Optional<LandingHistory> find(TenantId tenant, Named named) {
    List<LandingPage> versions = pages.versions(tenant, new LandingPageId(named.id("id")));
    return versions.isEmpty() ? Optional.empty() : Optional.of(new LandingHistory(versions));
  }

  @Override
  protected PageFault missing() {
    return LandingAddresses.unknown();
  }
}

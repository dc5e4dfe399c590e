package org.jawort.campaign.landing.web;

import java.util.List;
import org.jawort.campaign.landing.LandingPage;
import org.jawort.campaign.landing.LandingPageId;

/**
 * A landing page as it is and as it was.
 *
 * @param versions the latest first, at least one
 */
record LandingHistory(List<LandingPage> versions) {
  LandingPageId id() {
    return latest().id();
  }

  LandingPage latest() {
    return versions.getFirst();
  }

  /** The version of this number, or the fault that there is none. */
  LandingPage version(int number) {
    return versions.stream()
        .filter(page -> page.version() == number)
        .findFirst()
        .orElseThrow(LandingAddresses::unknown);
  }
}

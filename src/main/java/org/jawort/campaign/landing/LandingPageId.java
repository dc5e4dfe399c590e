package org.jawort.campaign.landing;

import java.util.UUID;

/** Names one landing page within its tenant, in all its versions. */
public record LandingPageId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}

package org.jawort.campaign;

import java.util.UUID;

/** Names one campaign within its tenant. */
public record CampaignId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}

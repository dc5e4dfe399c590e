package org.jawort.campaign.web;

import java.util.Optional;
import org.jawort.campaign.Campaign;
import org.jawort.campaign.CampaignList;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.PageFault;
import org.jawort.platform.web.PathArgument;
import org.springframework.stereotype.Component;

/** Hands over the campaign that a path names. */
@Component
class CampaignArgument extends PathArgument<Campaign> {
  private final CampaignList list;

  CampaignArgument(CampaignList list) {
    super(Campaign.class);
    this.list = list;
  }

  @Override
  protected Optional<Campaign> find(TenantId tenant, Named named) {
    return list.find(tenant, named.id("id"));
  }

  @Override
  protected PageFault missing() {
    return CampaignAddresses.unknown();
  }
}

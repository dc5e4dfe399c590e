package org.jawort.campaign.web;

import java.util.Optional;
import org.jawort.campaign.CampaignId;
import org.jawort.campaign.Draft;
import org.jawort.campaign.Drafts;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.PageFault;
import org.jawort.platform.web.PathArgument;
import org.springframework.stereotype.Component;

/** Hands over what is in work of the campaign that a path names. */
@Component
class DraftArgument extends PathArgument<Draft> {
  private final Drafts drafts;

  DraftArgument(Drafts drafts) {
    super(Draft.class);
    this.drafts = drafts;
  }

  @Override
  protected Optional<Draft> find(TenantId tenant, Named named) {
    return drafts.find(tenant, new CampaignId(named.id("id")));
  }

  @Override
  protected PageFault missing() {
    return CampaignAddresses.unknown();
  }
}

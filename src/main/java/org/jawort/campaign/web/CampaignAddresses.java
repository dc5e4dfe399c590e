package org.jawort.campaign.web;

import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.LargeBody;
import org.jawort.platform.web.NavigationEntry;
import org.jawort.platform.web.PageFault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The addresses of campaigns and who may use them: all read, editors write. */
@Configuration(proxyBeanMethods = false)
class CampaignAddresses {
  static final String CAMPAIGNS = "/app/campaigns";

  /** An id in an address; all else is no page of ours. */
  static final String ONE = CAMPAIGNS + "/{id:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}";

  /** A template that is too long is read whole, to say so beside it and lose nothing typed. */
  @Bean
  LargeBody longTemplates() {
    return LargeBody.at(CAMPAIGNS + "/**", 8, "tenant.body.large");
  }

  @Bean
  AccessRules campaignAccess() {
    return AccessRules.of(
        AccessRule.get(CAMPAIGNS + "/**", Audience.READER),
        AccessRule.get(CAMPAIGNS + "/new", Audience.EDITOR),
        AccessRule.get(CAMPAIGNS + "/{id}/edit", Audience.EDITOR),
        AccessRule.post(CAMPAIGNS + "/**", Audience.EDITOR),
        // It looks somebody up, by an address that belongs into no log of addresses.
        AccessRule.post(CAMPAIGNS + "/{id}/preview", Audience.READER),
        // The link in the mail to a new sender address; its reader need not be a member of staff.
        AccessRule.any("/sender/{token}", Audience.EVERYONE));
  }

  @Bean
  NavigationEntry campaignsEntry() {
    return new NavigationEntry(400, "campaign.navigation", CAMPAIGNS, "send", Audience.READER);
  }

  /** The fault where a path names a campaign that the tenant does not have. */
  static PageFault unknown() {
    return PageFault.notFound("campaign.unknown").leadingTo(CAMPAIGNS, "campaign.unknown.link");
  }
}

package org.jawort.campaign.landing.web;

import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.LargeBody;
import org.jawort.platform.web.NavigationEntry;
import org.jawort.platform.web.PageFault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may use these addresses, and how they are found. */
@Configuration(proxyBeanMethods = false)
class LandingAddresses {
  static final String LIST = "/app/landing-pages";

  /** One page; an id in an address, all else is no page of ours. */
  static final String ONE = LIST + "/{id:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}";

  /** The fault where a path names a landing page that the tenant does not have. */
  static PageFault unknown() {
    return PageFault.notFound("landing.unknown");
  }

  /** With a logo that is too large, to say so beside it. */
  @Bean
  LargeBody logos() {
    return LargeBody.at(LIST + "/**", 16, "statement.upload");
  }

  @Bean
  AccessRules landingAccess() {
    return AccessRules.of(
        AccessRule.get(LIST + "/**", Audience.READER),
        AccessRule.post(LIST + "/**", Audience.EDITOR));
  }

  @Bean
  NavigationEntry landingEntry() {
    return new NavigationEntry(700, "landing.navigation", LIST, "globe", Audience.READER);
  }
}

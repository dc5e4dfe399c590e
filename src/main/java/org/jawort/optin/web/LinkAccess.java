package org.jawort.optin.web;

import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Audience;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whoever holds a personal link may open it and press its button. */
@Configuration(proxyBeanMethods = false)
class LinkAccess {
  @Bean
  AccessRules optInAccess() {
    return AccessRules.of(
        AccessRule.any("/c/{token}", Audience.EVERYONE),
        AccessRule.any("/r/{token}", Audience.EVERYONE));
  }
}

package org.jawort.platform.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may use the addresses of the frame, of the operators, and of those with a personal link. */
@Configuration(proxyBeanMethods = false)
class FrameAddresses {
  @Bean
  AccessRules frameAccess() {
    return AccessRules.of(
        AccessRule.get("/assets/**", Audience.EVERYONE),
        AccessRule.any("/error", Audience.EVERYONE),
        AccessRule.get("/health/**", Audience.EVERYONE),
        AccessRule.get("/metrics", Audience.OPERATOR));
  }

  /** What visitors of a customer's website and readers of a mail use; all of it works unsigned. */
  @Bean
  AccessRules publicAccess() {
    return AccessRules.of(
        AccessRule.any("/f/**", Audience.EVERYONE),
        AccessRule.any("/c/**", Audience.EVERYONE),
        AccessRule.any("/r/**", Audience.EVERYONE),
        AccessRule.any("/u/**", Audience.EVERYONE),
        AccessRule.any("/p/**", Audience.EVERYONE),
        AccessRule.get("/w/**", Audience.EVERYONE),
        AccessRule.get("/log/**", Audience.EVERYONE),
        // Guarded by a code in its own room.
        AccessRule.any("/mailbox/**", Audience.EVERYONE),
        AccessRule.any("/api/**", Audience.OWN_CHAIN));
  }
}

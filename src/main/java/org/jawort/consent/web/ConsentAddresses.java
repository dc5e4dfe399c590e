package org.jawort.consent.web;

import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may use these addresses, and how they are found. */
@Configuration(proxyBeanMethods = false)
class ConsentAddresses {
  static final String PURPOSES = "/app/purposes";

  /** An id in an address; all else is no page of ours. */
  static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  @Bean
  AccessRules consentAccess() {
    return AccessRules.of(
        AccessRule.get(PURPOSES + "/**", Audience.READER),
        AccessRule.get(PURPOSES + "/new", Audience.EDITOR),
        AccessRule.get(PURPOSES + "/{id}/edit", Audience.EDITOR),
        AccessRule.post(PURPOSES + "/**", Audience.EDITOR));
  }

  @Bean
  NavigationEntry purposesEntry() {
    return new NavigationEntry(
        550, "consent.purposes.entry", PURPOSES, "document", Audience.READER);
  }
}

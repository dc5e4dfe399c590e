package org.jawort.form.web.domain;

import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.SettingsEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may say which domains sign up, and how the page is found. */
@Configuration(proxyBeanMethods = false)
class DomainAddresses {
  static final String DOMAINS = "/app/settings/domains";

  @Bean
  AccessRules domainAccess() {
    return AccessRules.of(
        AccessRule.any(DOMAINS, Audience.OWNER), AccessRule.post(DOMAINS + "/**", Audience.OWNER));
  }

  @Bean
  SettingsEntry domainEntry() {
    return new SettingsEntry(250, "domain.title", DOMAINS, Audience.OWNER);
  }
}

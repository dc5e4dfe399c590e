package org.jawort.tenant.web;

import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may see jobs and act on them, and how they are found. */
@Configuration(proxyBeanMethods = false)
class JobAddresses {
  static final String LIST = "/app/jobs";

  @Bean
  AccessRules jobAccess() {
    return AccessRules.of(
        AccessRule.get(LIST + "/**", Audience.READER),
        AccessRule.post(LIST + "/**", Audience.EDITOR));
  }

  @Bean
  NavigationEntry jobsEntry() {
    return new NavigationEntry(750, "job.navigation", LIST, "hourglass", Audience.READER);
  }
}

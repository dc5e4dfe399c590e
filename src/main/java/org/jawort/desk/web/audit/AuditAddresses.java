package org.jawort.desk.web.audit;

import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may look into the audit log, and how it is found. */
@Configuration(proxyBeanMethods = false)
class AuditAddresses {
  static final String LOG = "/app/audit";

  @Bean
  AccessRules auditAccess() {
    return AccessRules.of(
        AccessRule.get(LOG + "/**", Audience.OVERSEER),
        AccessRule.get(LOG + "/audit.csv", Audience.OVERSEER).provenAgain(),
        AccessRule.get(LOG + "/audit.json", Audience.OVERSEER).provenAgain(),
        AccessRule.post(LOG + "/retention", Audience.OWNER));
  }

  @Bean
  NavigationEntry auditEntry() {
    return new NavigationEntry(950, "audit.navigation", LOG, "history", Audience.OVERSEER);
  }
}

package org.jawort.form.web;

import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Audience;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forms are open to everybody. */
@Configuration(proxyBeanMethods = false)
class FormAccess {
  @Bean
  AccessRules formAccess() {
    return AccessRules.of(
        AccessRule.any("/f/{key}", Audience.EVERYONE),
        AccessRule.get("/f/{key}/done", Audience.EVERYONE));
  }
}

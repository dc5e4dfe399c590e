package org.jawort.form.web;

import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.SettingsEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may use the settings of the shield, and how they are found. */
@Configuration(proxyBeanMethods = false)
class ShieldAddresses {
  @Bean
  AccessRules shieldAccess() {
    return AccessRules.of(
        AccessRule.get(ShieldPages.PATH, Audience.READER),
        AccessRule.post(ShieldPages.PATH, Audience.OWNER));
  }

  @Bean
  SettingsEntry shieldEntry() {
    return new SettingsEntry(350, "form.shield.title", ShieldPages.PATH, Audience.READER);
  }
}

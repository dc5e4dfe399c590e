package org.jawort.optin.web;

import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.SettingsEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may see and change how other systems are called: editors, since the secrets open them. */
@Configuration(proxyBeanMethods = false)
class WebhookAddresses {
  static final String WEBHOOKS = "/app/settings/webhooks";

  @Bean
  AccessRules webhookAccess() {
    return AccessRules.of(
        AccessRule.any(WEBHOOKS, Audience.EDITOR),
        AccessRule.post(WEBHOOKS + "/*", Audience.EDITOR),
        AccessRule.post(WEBHOOKS + "/secret", Audience.EDITOR).provenAgain(),
        AccessRule.post(WEBHOOKS + "/rotate", Audience.EDITOR).provenAgain());
  }

  @Bean
  SettingsEntry webhooksEntry() {
    return new SettingsEntry(700, "webhook.navigation", WEBHOOKS, Audience.EDITOR);
  }
}

package org.jawort.integration.web;

import org.jawort.integration.Callers;
import org.jawort.integration.WrongKeys;
import org.jawort.platform.Settings;
import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.SettingsEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** The API's own way in: a key, and nothing that a browser brings along by itself. */
@Configuration(proxyBeanMethods = false)
class ApiChain {
  private static final int BEFORE_ALL_OTHERS = 50;

  @Bean
  @Order(BEFORE_ALL_OTHERS)
  SecurityFilterChain apiSecurityChain(
      Callers callers,
      WrongKeys wrongKeys,
      ProblemAnswers problems,
      RefusedCalls refusals,
      Settings settings) {
    return new DefaultSecurityFilterChain(
        PathPatternRequestMatcher.withDefaults().matcher("/api/**"),
        new BearerFilter(callers, wrongKeys, problems, refusals, settings.reach().proxies()));
  }

  @Bean
  AccessRules integrationAccess() {
    return AccessRules.of(
        AccessRule.any("/api/**", Audience.OWN_CHAIN),
        AccessRule.get("/app/settings/api-keys", Audience.OWNER),
        AccessRule.post("/app/settings/api-keys", Audience.OWNER).provenAgain(),
        AccessRule.get("/app/settings/api-keys/{id}/rotate", Audience.OWNER),
        AccessRule.post("/app/settings/api-keys/{id}/rotate", Audience.OWNER).provenAgain(),
        AccessRule.post("/app/settings/api-keys/{id}/revoke", Audience.OWNER));
  }

  @Bean
  SettingsEntry apiKeysEntry() {
    return new SettingsEntry(
        600, "integration.keys.navigation", "/app/settings/api-keys", Audience.OWNER);
  }
}

package org.jawort.form.web.tablet;

import org.jawort.form.web.edit.FormEditAddresses;
import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Audience;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Who may use these addresses. Those of a tablet have a chain of their own, which knows no session
 * of the staff: what a device holds opens them and nothing else, and every handler asks for it.
 */
@Configuration(proxyBeanMethods = false)
class TabletAddresses {
  /** What the device shows. */
  static final String DEVICE = "/t";

  /** Where staff open and end it. */
  static final String DESK = FormEditAddresses.ONE + "/tablet";

  private static final int BEFORE_THE_STAFF = 60;

  @Bean
  @Order(BEFORE_THE_STAFF)
  SecurityFilterChain tabletChain() {
    return new DefaultSecurityFilterChain(
        PathPatternRequestMatcher.withDefaults().matcher(DEVICE + "/**"));
  }

  @Bean
  AccessRules tabletAccess() {
    return AccessRules.of(
        AccessRule.any(DEVICE + "/**", Audience.EVERYONE),
        AccessRule.post("/app/forms/{id}/tablet", Audience.STAFF),
        AccessRule.post("/app/forms/{id}/tablet/{tablet}/end", Audience.STAFF));
  }
}

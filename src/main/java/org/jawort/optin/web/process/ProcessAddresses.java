package org.jawort.optin.web.process;

import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.NavigationEntry;
import org.jawort.platform.web.PageFault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The addresses of processes and who may use them: all read, editors write. */
@Configuration(proxyBeanMethods = false)
class ProcessAddresses {
  static final String LIST = "/app/automation";

  /** An id in an address; all else is no process of ours. */
  static final String ONE = LIST + "/{id:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}";

  @Bean
  AccessRules processAccess() {
    return AccessRules.of(
        AccessRule.get(LIST + "/**", Audience.READER),
        AccessRule.get(LIST + "/new", Audience.EDITOR),
        AccessRule.get(LIST + "/{id}/online", Audience.EDITOR),
        AccessRule.post(LIST + "/**", Audience.EDITOR));
  }

  @Bean
  NavigationEntry processEntry() {
    return new NavigationEntry(600, "process.navigation", LIST, "flow", Audience.READER);
  }

  /** The fault where a path names a process that the tenant does not have. */
  static PageFault unknown() {
    return PageFault.notFound("process.unknown").leadingTo(LIST, "process.unknown.link");
  }
}

package org.jawort.optin.web.version;

import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.PageFault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The addresses below a process that show its versions: all read, editors bring one back. */
@Configuration(proxyBeanMethods = false)
class VersionAddresses {
  private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  /** An id in an address; all else is no run of ours. */
  static final String RUN = ID;

  static final String ALL = "/app/automation/{id:" + ID + "}/versions";
  static final String ONE = ALL + "/{version:[1-9]\\d{0,5}}";

  @Bean
  AccessRules versionAccess() {
    return AccessRules.of(
        AccessRule.get("/app/automation/{id}/versions/**", Audience.READER),
        AccessRule.any("/app/automation/{id}/versions/{version}/restore", Audience.EDITOR));
  }

  /** The fault where a path names a version that there is not. */
  static PageFault unknown() {
    return PageFault.notFound("version.unknown")
        .leadingTo("/app/automation", "version.unknown.link");
  }
}

package org.jawort.optin.web.version;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.Problems;
import org.jspecify.annotations.Nullable;
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

  static @Nullable String unknown(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problems.answer(
        request,
        response,
        404,
        "version.unknown",
        new Problems.Link("/app/automation", "version.unknown.link"));
    return null;
  }
}

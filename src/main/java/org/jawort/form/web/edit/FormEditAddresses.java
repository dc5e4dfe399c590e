package org.jawort.form.web.edit;

import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.PageFault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may use these addresses. */
@Configuration(proxyBeanMethods = false)
public class FormEditAddresses {
  static final String LIST = "/app/forms";

  /** One form; an id in an address, all else is no page of ours. */
  public static final String ONE = LIST + "/{id:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}";

  /** The fault where a path names a form that the tenant does not have, or put away. */
  public static PageFault unknown() {
    return PageFault.notFound("form.edit.unknown").leadingTo(LIST, "form.edit.back");
  }

  @Bean
  AccessRules formEditAccess() {
    return AccessRules.of(
        AccessRule.get(LIST + "/new", Audience.EDITOR),
        AccessRule.post(LIST + "/**", Audience.EDITOR));
  }
}

package org.jawort.consent.web;

import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.LargeBody;
import org.jawort.platform.web.NavigationEntry;
import org.jawort.platform.web.SettingsEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may use these addresses, and how they are found. */
@Configuration(proxyBeanMethods = false)
class ConsentAddresses {
  static final String PURPOSES = "/app/purposes";

  /** An id in an address; all else is no page of ours. */
  static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  @Bean
  AccessRules consentAccess() {
    return AccessRules.of(
        AccessRule.get(PURPOSES + "/**", Audience.READER),
        AccessRule.get(PURPOSES + "/new", Audience.EDITOR),
        AccessRule.get(PURPOSES + "/{id}/edit", Audience.EDITOR),
        AccessRule.post(PURPOSES + "/**", Audience.EDITOR),
        AccessRule.get(EcgPages.PATH, Audience.READER),
        AccessRule.post(EcgPages.PATH, Audience.OWNER),
        AccessRule.post(EcgPages.PATH + "/**", Audience.OWNER));
  }

  /** A little more than the largest list is read, to say so on the page. */
  @Bean
  LargeBody ecgUpload() {
    return LargeBody.at(EcgPages.PATH, 18, "consent.ecg.upload");
  }

  @Bean
  SettingsEntry ecgEntry() {
    return new SettingsEntry(320, "consent.ecg.title", EcgPages.PATH, Audience.READER);
  }

  @Bean
  NavigationEntry purposesEntry() {
    return new NavigationEntry(
        550, "consent.purposes.entry", PURPOSES, "document", Audience.READER);
  }
}

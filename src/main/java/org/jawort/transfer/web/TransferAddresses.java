package org.jawort.transfer.web;

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
class TransferAddresses {
  static final String IMPORTS = "/app/imports";
  static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  static final String ONE = IMPORTS + "/{id:" + ID + "}";
  static final String EXPORTS = "/app/exports";
  static final String SETTINGS = "/app/settings/imports";

  /** A form without script is held in memory; with script the file streams through. */
  private static final int IN_MEMORY = 16;

  private static final int STREAMED = 2049;

  @Bean
  AccessRules transferAccess() {
    return AccessRules.of(
        AccessRule.any(IMPORTS + "/**", Audience.EDITOR),
        AccessRule.any(EXPORTS + "/**", Audience.EDITOR),
        AccessRule.get(EXPORTS + "/{id}/file", Audience.EDITOR).provenAgain(),
        AccessRule.any(SETTINGS, Audience.OWNER));
  }

  @Bean
  LargeBody importForm() {
    return LargeBody.at(IMPORTS, IN_MEMORY, "import.body");
  }

  @Bean
  LargeBody importFile() {
    return LargeBody.at(IMPORTS + "/file", STREAMED, "import.body").streamed();
  }

  /** Ten thousand addresses, or a file; a little more is read to say so beside the form. */
  @Bean
  LargeBody addressLists() {
    return LargeBody.at("/app/contacts/check*", IN_MEMORY, "import.check.upload");
  }

  @Bean
  NavigationEntry importsEntry() {
    return new NavigationEntry(250, "import.navigation", IMPORTS, "down", Audience.EDITOR);
  }

  @Bean
  NavigationEntry exportsEntry() {
    return new NavigationEntry(260, "export.navigation", EXPORTS, "down", Audience.EDITOR);
  }

  @Bean
  SettingsEntry importSettingsEntry() {
    return new SettingsEntry(320, "import.settings.title", SETTINGS, Audience.OWNER);
  }
}

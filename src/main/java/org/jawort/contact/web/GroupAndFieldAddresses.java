package org.jawort.contact.web;

import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.NavigationEntry;
import org.jawort.platform.web.SettingsEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may use these addresses, and how they are found. */
@Configuration(proxyBeanMethods = false)
class GroupAndFieldAddresses {
  static final String GROUPS = "/app/target-groups";
  static final String FIELDS = "/app/settings/fields";
  static final String CONTACT = "/app/contacts/{id:" + GroupAndFieldAddresses.ID + "}";

  /** An id in an address; all else is no page of ours. */
  static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  @Bean
  AccessRules ownAccess() {
    return AccessRules.of(
        AccessRule.get(GROUPS + "/**", Audience.READER),
        AccessRule.get(GROUPS + "/new", Audience.EDITOR),
        AccessRule.get(GROUPS + "/{id}/{verb}", Audience.EDITOR),
        AccessRule.get(GROUPS + "/{id}/count", Audience.READER),
        AccessRule.post(GROUPS + "/**", Audience.EDITOR),
        AccessRule.get(FIELDS, Audience.READER),
        AccessRule.get(FIELDS + "/**", Audience.EDITOR),
        AccessRule.post(FIELDS + "/**", Audience.EDITOR),
        AccessRule.any("/app/contacts/{contact}/fields", Audience.STAFF),
        AccessRule.post("/app/contacts/{contact}/groups/**", Audience.STAFF));
  }

  @Bean
  NavigationEntry groupsEntry() {
    return new NavigationEntry(300, "group.navigation", GROUPS, "list", Audience.READER);
  }

  @Bean
  SettingsEntry fieldsEntry() {
    return new SettingsEntry(500, "field.title", FIELDS, Audience.READER);
  }
}

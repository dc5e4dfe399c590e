package org.jawort.desk.web.erasure;

import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.SettingsEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may enter, merge and erase people, and see what outlives them. */
@Configuration(proxyBeanMethods = false)
class PeopleAddresses {
  @Bean
  AccessRules peopleAccess() {
    return AccessRules.of(
        AccessRule.get("/app/contacts/new", Audience.STAFF),
        AccessRule.get("/app/contacts/{id}/points/new", Audience.STAFF),
        AccessRule.get("/app/contacts/{id}/merge", Audience.STAFF),
        AccessRule.get("/app/contacts/{id}/erase", Audience.EDITOR),
        AccessRule.post("/app/contacts/{id}/erase", Audience.EDITOR).provenAgain(),
        AccessRule.get(RetentionPages.PATH, Audience.READER),
        AccessRule.post(RetentionPages.PATH, Audience.OWNER),
        AccessRule.get(RetentionPages.INACTIVE, Audience.READER),
        AccessRule.get("/app/suppression", Audience.READER),
        AccessRule.post("/app/suppression/check", Audience.STAFF),
        AccessRule.post("/app/suppression/remove", Audience.EDITOR),
        AccessRule.get("/app/kept-proof/**", Audience.EDITOR),
        AccessRule.get("/app/kept-proof/{point}/dossier.json", Audience.EDITOR).provenAgain(),
        AccessRule.get("/app/kept-proof/{point}/dossier.pdf", Audience.EDITOR).provenAgain(),
        AccessRule.post("/app/kept-proof/search", Audience.EDITOR));
  }

  @Bean
  SettingsEntry retentionEntry() {
    return new SettingsEntry(
        310, "erasure.retention.title", "/app/settings/retention", Audience.READER);
  }
}

package org.jawort.desk.web;

import org.jawort.delivery.Mailbox;
import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.LargeBody;
import org.jawort.platform.web.NavigationEntry;
import org.jawort.platform.web.SettingsEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may use these addresses, and how they are found. */
@Configuration(proxyBeanMethods = false)
class DeskAddresses {
  @Bean
  AccessRules deskAccess() {
    return AccessRules.of(
        AccessRule.get("/app", Audience.READER),
        AccessRule.get("/app/contacts/**", Audience.READER),
        AccessRule.get("/app/contacts/{id}/copy.zip", Audience.READER).provenAgain(),
        AccessRule.get("/app/contact-points/**", Audience.READER),
        AccessRule.get("/app/contact-points/{id}/dossier.json", Audience.READER).provenAgain(),
        AccessRule.get("/app/contact-points/{id}/dossier.pdf", Audience.READER).provenAgain(),
        AccessRule.post("/app/contacts/**", Audience.STAFF),
        AccessRule.post("/app/contacts/columns", Audience.READER),
        AccessRule.get("/app/contact-points/{id}/consent", Audience.READER),
        AccessRule.get("/app/contact-points/{id}/_menu", Audience.READER),
        AccessRule.get("/app/contact-points/{id}/files/{file}", Audience.READER),
        AccessRule.get("/app/contact-points/{id}/{verb}/new", Audience.STAFF),
        AccessRule.post("/app/contact-points/{id}/{verb}", Audience.STAFF),
        AccessRule.any("/app/consent-changes/**", Audience.EDITOR),
        AccessRule.any("/app/contact-changes/**", Audience.EDITOR),
        AccessRule.post("/app/contact-changes/erase", Audience.EDITOR).provenAgain(),
        AccessRule.any("/app/settings/consent", Audience.OWNER),
        AccessRule.get(SetAsidePages.PATH, Audience.READER),
        AccessRule.post(SetAsidePages.PATH, Audience.EDITOR),
        AccessRule.get("/app/automation/trial/**", Audience.READER),
        AccessRule.post("/app/automation/trial/**", Audience.STAFF),
        AccessRule.get("/app/forms/**", Audience.READER),
        AccessRule.post("/app/forms/{id}/alarm/lift", Audience.EDITOR),
        AccessRule.get("/app/forms/{id}/submissions.csv", Audience.READER).provenAgain());
  }

  /** A scan may have 10 MB; a little more is read to say so beside the form. */
  @Bean
  LargeBody scansOfOne() {
    return LargeBody.at("/app/contact-points/{id}/{verb}", 16, "statement.upload");
  }

  @Bean
  LargeBody scansOfSome() {
    return LargeBody.at("/app/contacts/{id}/{verb}", 16, "statement.upload");
  }

  @Bean
  LargeBody membersListed() {
    return LargeBody.at("/app/target-groups/{id}/members", 1, "group.add.upload");
  }

  @Bean
  LargeBody scansOfMany() {
    return LargeBody.at("/app/consent-changes/**", 16, "statement.upload");
  }

  @Bean
  NavigationEntry overviewEntry() {
    return new NavigationEntry(100, "desk.overview.entry", "/app", "home", Audience.READER);
  }

  @Bean
  NavigationEntry contactsEntry() {
    return new NavigationEntry(
        200, "desk.contacts.entry", "/app/contacts", "users", Audience.READER);
  }

  @Bean
  NavigationEntry formsEntry() {
    return new NavigationEntry(500, "desk.forms.entry", "/app/forms", "form", Audience.READER);
  }

  @Bean
  SettingsEntry consentEntry() {
    return new SettingsEntry(
        300, "statement.settings.title", "/app/settings/consent", Audience.OWNER);
  }

  @Bean
  SettingsEntry setAsideEntry() {
    return new SettingsEntry(800, "desk.aside.title", SetAsidePages.PATH, Audience.READER);
  }

  /** Only while mails stay on this machine, and are meant to be read there. */
  @Bean
  @Nullable NavigationEntry mailboxEntry(Mailbox mailbox) {
    return !mailbox.isOpen()
        ? null
        : new NavigationEntry(800, "desk.mailbox.entry", "/mailbox", "mail", Audience.READER);
  }
}

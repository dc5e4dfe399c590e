package org.jawort.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.jawort.TestServer;
import org.jawort.contact.ContactKind;
import org.jawort.contact.Contacts;
import org.jawort.contact.MasterData;
import org.jawort.contact.NewContact;
import org.jawort.contact.Origin;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.contact.group.ContactGroups;
import org.jawort.platform.Language;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.MessageSource;

/** Members are put into a group on a telephone, and taken out again. */
class GroupMembersTest {
  private static final int TELEPHONE = 390;

  static List<String> languages() {
    return Chromium.languages("en");
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("S1-16 whom a search finds is ticked and added, and ticked and taken out")
  void addAndRemove(String language) {
    try (var server = TestServer.guest(Language.ofCode(language));
        var chromium = new Chromium()) {
      var data = new MasterData(ContactKind.CUSTOMER, "Ada", "Lovelace", null, Language.DE);
      var address = CheckedAddress.parse(Channel.EMAIL, "ada@example.org").orElseThrow();
      server
          .bean(Contacts.class)
          .create(server.tenant(), List.of(new NewContact(data, List.of(address), Origin.STAFF)));
      UUID group =
          server.bean(ContactGroups.class).create(server.tenant(), "Stammgäste").orElseThrow();
      Page page = chromium.window(language, TELEPHONE, 800);
      Chromium.signIn(page, server, Role.EDITOR, language);
      page.navigate(server.url() + "/app/target-groups/" + group + "/members?q=love");
      page.getByLabel("Ada Lovelace").check();
      Assertions.assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(TELEPHONE);
      Chromium.accessible(page);
      page.locator(
              "button",
              new Page.LocatorOptions().setHasText(text(server, language, "group.add.chosen")))
          .click();
      page.getByLabel(text(server, language, "group.remove.one", "Ada Lovelace")).check();
      Assertions.assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(TELEPHONE);
      Chromium.accessible(page);
      page.locator(
              "button",
              new Page.LocatorOptions().setHasText(text(server, language, "group.remove")))
          .click();
      assertThat(page.locator("main")).containsText(text(server, language, "group.members.none"));
      chromium.noComplaints();
    }
  }

  private static String text(TestServer server, String language, String key, Object... arguments) {
    Locale locale = Language.ofCode(language).locale();
    return server.bean(MessageSource.class).getMessage(key, arguments, locale);
  }
}

package org.jawort.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.jawort.TestServer;
import org.jawort.contact.ContactKind;
import org.jawort.contact.Contacts;
import org.jawort.contact.MasterData;
import org.jawort.contact.NewContact;
import org.jawort.contact.Origin;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.Language;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contact list is searched, sorted and given other columns, by keyboard and on a telephone. */
class ContactTableTest {
  private static final int TELEPHONE = 390;

  @ParameterizedTest
  @ValueSource(ints = {1366, TELEPHONE})
  @DisplayName("S1-05 search within words, order and columns, at any width and by keyboard")
  void list(int width) {
    try (var server = TestServer.guest(Language.DE);
        var chromium = new Chromium()) {
      create(server, "Ada", "Lovelace", "ada@analytik.example");
      create(server, "Grace", "Hopper", "grace@compiler.example");
      Page page = chromium.window("de", width, 800);
      Chromium.signIn(page, server, Role.EDITOR, "de");
      page.navigate(server.url() + "/app/contacts");
      page.locator("#q").pressSequentially("velac");
      assertThat(page.locator("tbody tr")).hasCount(1);
      assertThat(page.locator("tbody")).containsText("Lovelace");
      page.locator("#q").fill("");
      assertThat(page.locator("tbody tr")).hasCount(2);
      sortByName(page, width);
      assertThat(page.locator("tbody tr").first()).containsText("Hopper");
      page.locator("#columns summary").focus();
      page.keyboard().press("Enter");
      page.locator("#columns [value=company]").focus();
      page.keyboard().press("Space");
      Chromium.accessible(page);
      page.locator("#columns button").first().focus();
      page.keyboard().press("Enter");
      assertThat(page.locator("th[data-column=company]")).hasCount(1);
      assertThat(page.locator("tbody tr").first()).containsText("Hopper");
      Assertions.assertThat(page.url()).contains("sort=name");
      Assertions.assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(width);
      Chromium.accessible(page);
      Chromium.picture(page, "contact-list-" + width);
      chromium.noComplaints();
    }
  }

  private static void sortByName(Page page, int width) {
    if (width == TELEPHONE) {
      page.locator("#sort").selectOption("name");
      page.waitForURL(url -> url.contains("sort=name"));
    } else {
      page.locator("th[data-column=name] a").focus();
      page.keyboard().press("Enter");
      assertThat(page.locator("th[aria-sort=ascending]")).containsText("Name");
    }
  }

  private static void create(TestServer server, String first, String last, String address) {
    var data = new MasterData(ContactKind.CUSTOMER, first, last, null, Language.DE);
    var checked = CheckedAddress.parse(Channel.EMAIL, address).orElseThrow();
    server
        .bean(Contacts.class)
        .create(server.tenant(), List.of(new NewContact(data, List.of(checked), Origin.STAFF)));
  }
}

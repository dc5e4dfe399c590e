package org.jawort.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.MessageSource;

/** A group that fills itself is put together on a telephone, by keyboard, and counted meanwhile. */
class DynamicGroupTest {
  private static final int TELEPHONE = 390;

  static List<String> languages() {
    return Chromium.languages("en");
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("S1-16 conditions are chosen without a reload, and counted while somebody types")
  void putTogether(String language) {
    try (var server = TestServer.guest(Language.ofCode(language));
        var chromium = new Chromium()) {
      var data = new MasterData(ContactKind.CUSTOMER, "Ada", "Lovelace", null, Language.DE);
      var address = CheckedAddress.parse(Channel.EMAIL, "ada@example.org").orElseThrow();
      server
          .bean(Contacts.class)
          .create(server.tenant(), List.of(new NewContact(data, List.of(address), Origin.STAFF)));
      Page page = chromium.window(language, TELEPHONE, 800);
      Chromium.signIn(page, server, Role.EDITOR, language);
      page.navigate(server.url() + "/app/target-groups/filter/new");
      page.locator("[id='f.0.about']").selectOption("LAST_NAME");
      page.locator("[id='f.0.is']").selectOption("STARTS_WITH");
      page.locator("[id='f.0.value']").pressSequentially("love");
      assertThat(page.locator("#filter-count")).hasText(text(server, language, "filter.count.one"));
      page.locator("[id='f-add']").focus();
      page.keyboard().press("Enter");
      page.locator("[id='f.1.about']").selectOption("CONSENT:newsletter");
      page.locator("[id='f.1'] [value=CONFIRMED]").check();
      assertThat(page.locator("#filter-count"))
          .hasText(text(server, language, "filter.count.some", "0"));
      page.locator("[id='f-inner']").click();
      assertThat(page.locator("[id='f.2.0.about']")).isVisible();
      Assertions.assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(TELEPHONE);
      Chromium.accessible(page);
      Chromium.picture(page, "dynamic-group-" + language);
      chromium.noComplaints();
    }
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("S1-16 what takes longer than a second to count is said, and the number comes later")
  void countedLater(String language) throws SQLException {
    try (var server = TestServer.guest(Language.ofCode(language));
        var chromium = new Chromium()) {
      Page page = chromium.window(language, 1280, 800);
      Chromium.signIn(page, server, Role.EDITOR, language);
      page.navigate(server.url() + "/app/target-groups/filter/new");
      // Nobody reads the table of contact points, as if there were very many.
      try (Connection connection = server.bean(DataSource.class).getConnection()) {
        connection.setAutoCommit(false);
        connection.createStatement().execute("LOCK TABLE jawort.contact_point");
        page.locator("[id='f.0.about']").selectOption("LAST_NAME");
        page.locator("[id='f.0.is']").selectOption("STARTS_WITH");
        page.locator("[id='f.0.value']").pressSequentially("love");
        assertThat(page.locator("#filter-count"))
            .hasText(text(server, language, "filter.count.still"));
        connection.rollback();
      }
      assertThat(page.locator("#filter-count"))
          .hasText(text(server, language, "filter.count.some", "0"));
      // A count that was overtaken is given up, of which htmx complains to the console.
    }
  }

  private static String text(TestServer server, String language, String key, Object... arguments) {
    Locale locale = Language.ofCode(language).locale();
    return server.bean(MessageSource.class).getMessage(key, arguments, locale);
  }
}

package org.jawort.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Locale;
import org.jawort.TestServer;
import org.jawort.consent.Evidence;
import org.jawort.delivery.MessageId;
import org.jawort.form.Form;
import org.jawort.form.Forms;
import org.jawort.optin.OptIns;
import org.jawort.optin.SignUp;
import org.jawort.optin.Visit;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Staff enter people, merge two of them, erase one, and look at what is left. */
class PeopleJourneyTest {
  static List<String> languages() {
    return Chromium.languages("en");
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("S2-07 B-09 contacts, merging and erasing in a browser")
  void endToEnd(String language) {
    try (var server = TestServer.guest(Language.ofCode(language));
        var chromium = new Chromium()) {
      new Journey(server, chromium.window(language, 1280, 900), language).walk();
      chromium.noComplaints();
    }
  }

  /** One journey, in one language. */
  private static final class Journey {
    private final TestServer server;
    private final Page staff;
    private final String language;
    private final Locale locale;
    private final TenantId tenant;

    Journey(TestServer server, Page staff, String language) {
      this.server = server;
      this.staff = staff;
      this.language = language;
      this.locale = Language.ofCode(language).locale();
      this.tenant = server.tenant();
    }

    void walk() {
      Chromium.signIn(staff, server, Role.OWNER, language);
      String signedUp = signUpAndConfirm();
      enter();
      lists();
      distinct();
      merge();
      erase(signedUp);
      suppression();
      keptProof();
    }

    private String text(String key, Object... arguments) {
      return server.bean(MessageSource.class).getMessage(key, arguments, locale);
    }

    private void shown(String picture) {
      Chromium.accessible(staff);
      Chromium.picture(staff, picture + "-" + language);
    }

    private String signUpAndConfirm() {
      Form form = server.bean(Forms.class).all(tenant).getFirst();
      String address = "berta@example.org";
      OptIns optIns = server.bean(OptIns.class);
      optIns.signUp(
          new SignUp(
              tenant,
              address,
              address,
              "Berta",
              "Winter",
              form.language(),
              form.purpose(),
              form.version(),
              Evidence.of(address).seen("192.0.2.0", "Browser")));
      optIns.confirm(
          tenant, new MessageId(id("SELECT id FROM message")), new Visit("192.0.2.0", "Browser"));
      return id("SELECT contact_id FROM contact_point WHERE address = '" + address + "'")
          .toString();
    }

    private java.util.UUID id(String sql) {
      return server
          .bean(Database.class)
          .read(
              tenant,
              connection ->
                  server.bean(JdbcClient.class).sql(sql).query(java.util.UUID.class).single());
    }

    private void enter() {
      staff.navigate(server.url() + "/app/contacts/new");
      shown("contact-new");
      staff.locator("[name=firstName]").fill("Berta");
      staff.locator("[name=lastName]").fill("Winter");
      staff.locator("[name=company]").fill("Blumen Winter");
      staff.locator("[name=mobiles]").fill("030 1234567");
      staff.locator("#content form button").first().click();
      assertThat(staff.locator("[name=mobiles]")).hasAttribute("aria-invalid", "true");
      shown("contact-new-error");
      staff.locator("[name=mobiles]").fill("0151 12345678");
      staff.locator("[name=emails]").fill("winter@blumen.example");
      staff.locator("#content form button").first().click();
      assertThat(staff.locator("#content")).containsText("+49 1511 2345678");
      assertThat(staff.locator("#content")).containsText(text("contact.alike"));
      shown("contact-people");
      staff.locator("a[href$='/points/new']").click();
      shown("contact-point");
    }

    private void lists() {
      staff.navigate(server.url() + "/app/contacts?kind=SUPPLIER");
      assertThat(staff.locator("[aria-current=page]").last())
          .hasText(text("contact.kinds.SUPPLIER"));
      Chromium.accessible(staff);
      staff.navigate(server.url() + "/app/contacts?kind=CUSTOMER");
      assertThat(staff.locator("#results")).containsText("Blumen Winter");
      // Typing keeps the kind.
      staff.locator("#q").pressSequentially("0151 1");
      assertThat(staff.locator("#count")).containsText(text("desk.contacts.count.one"));
      assertThat(staff.locator("#results")).containsText("+49 1511 2345678");
      shown("contacts-kind");
    }

    /** By keyboard alone, and back again. */
    private void distinct() {
      staff.navigate(server.url() + "/app/contacts/duplicates");
      staff.locator("form[action$='/distinct'] button").focus();
      staff.keyboard().press("Enter");
      assertThat(staff.locator("#content")).containsText(text("contact.distinct.done"));
      assertThat(staff.locator("#content")).containsText(text("contact.duplicates.none"));
      staff
          .locator("#content a[href$='/duplicates/distinct'], a[href$='/duplicates/distinct']")
          .first()
          .focus();
      staff.keyboard().press("Enter");
      assertThat(staff.locator("#content")).containsText("winter@blumen.example");
      assertThat(staff.locator("#content")).containsText(text("contact.distinct.by", "Ada"));
      shown("duplicates-distinct");
      staff.locator("form[action$='/distinct/undo'] button").focus();
      staff.keyboard().press("Enter");
      assertThat(staff.locator("#content")).containsText(text("contact.distinct.none"));
      Chromium.accessible(staff);
    }

    private void merge() {
      staff.navigate(server.url() + "/app/contacts/duplicates");
      shown("duplicates");
      staff.locator("a[href*='/merge?with=']").first().click();
      shown("merge");
      staff.locator("[name=kind][value=other]").check();
      staff.locator("#content form button").first().click();
      assertThat(staff.locator("#content")).containsText(text("contact.merge.done"));
      assertThat(staff.locator("#content")).containsText("winter@blumen.example");
      assertThat(staff.locator("#content")).containsText(text("contact.sheet.CUSTOMER"));
      Chromium.accessible(staff);
    }

    private void erase(String contact) {
      staff.navigate(server.url() + "/app/contacts/" + contact);
      staff.locator("a[href$='/erase']").click();
      assertThat(staff.locator("#content")).containsText(text("erasure.destroyed"));
      staff.locator("[name=proof][value=KEEP]").check();
      shown("erase");
      staff.locator("#content form button").first().click();
      assertThat(staff.locator("#content")).containsText(text("erasure.done.kept"));
      assertThat(staff.locator("#content")).not().containsText("berta@example.org");
    }

    private void suppression() {
      staff.navigate(server.url() + "/app/suppression");
      Chromium.accessible(staff);
      staff.locator("[name=address]").fill("Berta@example.org");
      staff.locator("#content form button").first().click();
      assertThat(staff.locator("#content"))
          .containsText(text("erasure.suppression.yes", "Berta@example.org"));
      shown("suppression");
    }

    private void keptProof() {
      staff.navigate(server.url() + "/app/kept-proof");
      shown("kept-proof");
      staff.locator("#content table a").first().click();
      assertThat(staff.locator("#content")).containsText("berta@example.org");
      assertThat(staff.locator("#content")).containsText(text("erasure.kept.only"));
      shown("kept-proof-one");
    }
  }
}

package org.jawort.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jawort.TestServer;
import org.jawort.contact.ContactKind;
import org.jawort.contact.Contacts;
import org.jawort.contact.MasterData;
import org.jawort.contact.NewContact;
import org.jawort.contact.Origin;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.MessageSource;

/** The consent icon and what it opens, by keyboard, and the form of a declaration. */
class ConsentIconTest {
  private static final String PASSWORD = "grüner Tee um halb vier";

  static List<String> languages() {
    return Chromium.languages("de");
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("S2-07 S2-08 S3-04 B-12 the consent icon by keyboard, a declaration, a mass change")
  void byKeyboard(String language) {
    try (var server = TestServer.guest(Language.ofCode(language));
        var chromium = new Chromium()) {
      new Desk(server, chromium, language).walk();
      chromium.noComplaints();
    }
  }

  /** One member of staff before one screen. */
  private static final class Desk {
    private final TestServer server;
    private final String language;
    private final Locale locale;
    private final MessageSource texts;
    private final Page page;

    Desk(TestServer server, Chromium chromium, String language) {
      this.server = server;
      this.language = language;
      this.locale = Language.ofCode(language).locale();
      this.texts = server.bean(MessageSource.class);
      this.page = chromium.window(language, 1280, 900);
    }

    void walk() {
      contact("ada@example.org", "Ada", "Lovelace");
      contact("berta@example.org", "Berta", "Benz");
      page.navigate(server.url() + "/login");
      page.locator("[name=email]").fill(server.ownerAddress());
      page.locator("[name=password]").fill(PASSWORD);
      page.locator("[name=password]").press("Enter");
      page.waitForURL("**/app");
      speak();
      keyboard();
      declaration();
      mass();
      asking();
      webhooks();
    }

    /** The gate before a request: what does not carry says why, what was typed stays. */
    private void asking() {
      contact("clara@example.org", "Clara", "Immerwahr");
      page.navigate(server.url() + "/app/contacts?q=clara");
      page.locator("#results a[href*='/app/contacts/']").first().click();
      page.locator("main a[href*='/opt-in/new']").first().click();
      page.waitForURL("**/opt-in/new?*");
      assertThat(page.locator("[name=basis]:checked")).hasCount(0);
      Chromium.accessible(page);
      Chromium.picture(page, "asking-" + language);
      page.locator("[value=BOUGHT_ADDRESS]").check();
      page.locator("#basisNote").fill(language.equals("de") ? "Rief heute an" : "Called today");
      page.locator("main form .btn-primary").click();
      assertThat(page.locator("#basis-help")).hasText(text("asking.why.BOUGHT_ADDRESS"));
      assertThat(page.locator("[value=BOUGHT_ADDRESS]")).isChecked();
      Chromium.accessible(page);
      Chromium.picture(page, "asking-refused-" + language);
      page.locator("[value=OWN_REQUEST]").check();
      page.locator("#askedAt").fill(now());
      page.locator("main form .btn-primary").click();
      page.waitForURL("**/app/contacts/*");
      assertThat(page.locator("body")).containsText(text("desk.ask.done"));
      page.locator(".desk-history details").last().locator("summary").click();
      assertThat(page.locator("main")).containsText(text("asking.basis.OWN_REQUEST"));
      Chromium.accessible(page);
      Chromium.picture(page, "asked-" + language);
    }

    private void webhooks() {
      page.navigate(server.url() + "/app/settings/webhooks");
      page.locator("#url").fill("https://127.0.0.1/jawort");
      page.locator("form:has(#url) button").click();
      page.locator("form[action$='/test'] button").click();
      assertThat(page.locator("main")).containsText(text("webhook.answer.NOT_PUBLIC"));
      page.locator("form[action$='/rotate'] button").click();
      page.locator("form[action$='/secret'] button").first().click();
      assertThat(page.locator("#shown-secret")).hasValue(Pattern.compile("whsec_.+="));
      Chromium.accessible(page);
      Chromium.picture(page, "webhooks-" + language);
    }

    private void contact(String address, String firstName, String lastName) {
      TenantId tenant = server.tenant();
      var data =
          new MasterData(
              ContactKind.CUSTOMER, firstName, lastName, null, Language.ofCode(language));
      var checked = CheckedAddress.parse(Channel.EMAIL, address).orElseThrow();
      server
          .bean(Contacts.class)
          .create(tenant, List.of(new NewContact(data, List.of(checked), Origin.STAFF)));
    }

    private void speak() {
      page.locator(".user-menu").click();
      page.locator("button[name=language][value=" + language + "]").click();
      page.waitForLoadState();
    }

    private String text(String key, Object... arguments) {
      return texts.getMessage(key, arguments, locale);
    }

    private void keyboard() {
      page.navigate(server.url() + "/app/contacts?q=ada");
      Locator icon = page.locator("details.consent-icon").first();
      Locator summary = icon.locator("summary");
      assertThat(summary).containsText(text("statement.icon.UNKNOWN"));
      summary.focus();
      page.keyboard().press("Enter");
      Locator first = icon.locator(".consent-actions a[href*='/opt-in/new']").first();
      first.waitFor();
      Chromium.accessible(page);
      Chromium.picture(page, "consent-icon-" + language);
      page.keyboard().press("ArrowDown");
      assertThat(first).isFocused();
      page.keyboard().press("Tab");
      assertThat(icon.locator("a[href*='/declarations/new']")).isFocused();
      page.keyboard().press("Escape");
      assertThat(summary).isFocused();
      assertThat(icon).not().hasAttribute("open", "");
      page.keyboard().press("Space");
      assertThat(first).isVisible();
      page.keyboard().press("ArrowDown");
      page.keyboard().press("ArrowDown");
      page.keyboard().press("Enter");
      page.waitForURL("**/declarations/new?*");
    }

    private void declaration() {
      Chromium.accessible(page);
      page.locator("#basis").selectOption("ORAL");
      page.locator("#at").fill(now());
      page.locator("#occasion").fill(language.equals("de") ? "Termin am Vormittag" : "Appointment");
      page.locator("#wordingText")
          .fill(
              language.equals("de")
                  ? "Dürfen wir Ihnen Neuigkeiten per E-Mail schicken?"
                  : "May we send you news by e-mail?");
      Chromium.picture(page, "declaration-" + language);
      page.locator("#scan")
          .setInputFiles(
              new FilePayload(
                  "zettel.pdf", "application/pdf", "<html>".getBytes(StandardCharsets.UTF_8)));
      page.locator("main form .btn-primary").click();
      assertThat(page.locator(".alert-danger")).containsText("HTML");
      assertThat(page.locator("#scan")).hasAttribute("aria-invalid", "true");
      Chromium.accessible(page);
      page.locator("#scan")
          .setInputFiles(
              new FilePayload(
                  "zettel.pdf", "application/pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8)));
      page.locator("main form .btn-primary").click();
      page.waitForURL("**/app/contacts/*");
      assertThat(page.locator("main")).containsText(text("desk.status.EXTERNALLY_DOCUMENTED"));
      page.locator(".desk-history details").first().locator("summary").click();
      assertThat(page.locator("main")).containsText("zettel.pdf");
      Chromium.accessible(page);
      Chromium.picture(page, "declared-" + language);
      renewal();
      page.locator(".card-actions details.consent-icon summary").click();
      page.locator(".consent-actions a[href*='/withdrawals/new']").first().click();
      page.waitForURL("**/withdrawals/new?*");
      assertThat(page.locator(".alert-danger")).containsText(text("statement.text.WITHDRAW"));
      Chromium.accessible(page);
      assertThat(page.locator(".btn-danger").innerText()).isEqualTo(text("statement.do.WITHDRAW"));
    }

    private void renewal() {
      Locator icon = page.locator(".card-actions details.consent-icon").first();
      icon.locator("summary").focus();
      page.keyboard().press("Enter");
      Locator renew = icon.locator("form[action$='/renewal'] button");
      renew.waitFor();
      assertThat(renew).containsText(text("statement.action.RENEW"));
      Chromium.accessible(page);
      renew.focus();
      page.keyboard().press("Enter");
      assertThat(page.locator("main")).containsText(text("desk.renew.asked"));
      assertThat(page.locator("main")).containsText(text("desk.status.EXTERNALLY_DOCUMENTED"));
      assertThat(page.locator("main")).containsText(text("desk.renew.since"));
      assertThat(page.locator("form[action$='/renewal']")).hasCount(0);
      Chromium.accessible(page);
      Chromium.picture(page, "renewal-" + language);
      page.navigate(server.url() + "/app/contacts?q=ada");
      assertThat(page.locator("#results")).containsText(text("desk.renew.asked"));
      Chromium.accessible(page);
      Chromium.picture(page, "renewal-list-" + language);
      page.goBack();
    }

    private String now() {
      return LocalDateTime.ofInstant(
              server.clock().instant().minus(Duration.ofMinutes(2)), ZoneId.of("Europe/Berlin"))
          .truncatedTo(ChronoUnit.MINUTES)
          .toString();
    }

    private void mass() {
      page.navigate(server.url() + "/app/contacts");
      page.locator("#mass").click();
      page.waitForURL("**/app/consent-changes/new?*");
      Chromium.accessible(page);
      Chromium.picture(page, "mass-change-" + language);
      page.locator("#basis").selectOption("PAPER");
      page.locator("#at").fill(now());
      page.locator("#reference").fill("Ordner 7");
      page.locator("form[enctype] .btn-primary").click();
      page.waitForURL(url -> url.matches(".*/app/consent-changes/[0-9a-f-]{36}"));
      assertThat(page.locator("#job-state")).hasText(text("job.heading.DONE"));
      Chromium.accessible(page);
    }
  }
}

package org.jawort.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jawort.Await;
import org.jawort.TestServer;
import org.jawort.delivery.Mailbox;
import org.jawort.delivery.ShownMail;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.IpMode;
import org.jawort.tenant.Role;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.MessageSource;

/** An editor copies the standard campaign and makes it their own. */
class CampaignsTest {
  @Test
  @DisplayName("S1-10 S0-03 campaigns in a browser, WCAG 2.2 AA")
  void campaigns() {
    try (var server = TestServer.guest();
        var chromium = new Chromium()) {
      setUp(server);
      for (String language : Chromium.languages("en")) {
        Page page = chromium.window(language, 1280, 900);
        String address = Chromium.signIn(page, server, Role.EDITOR, language);
        copyStandard(server, page, language, address);
        blocks(server, page, language);
        around(server, page, language);
      }
      chromium.noComplaints();
    }
  }

  private static void setUp(TestServer server) {
    Tenants tenants = server.bean(Tenants.class);
    TenantId tenant = server.tenant();
    tenants.update(
        tenant,
        new TenantProfile(
            "Salon Sonnenschein",
            "Salon Sonnenschein GmbH\nMusterstraße 12\n10115 Berlin",
            Optional.of(URI.create("https://salon.example/datenschutz")),
            "Salon Sonnenschein",
            "hallo@salon.example",
            Optional.empty(),
            List.of(Language.DE, Language.EN),
            ZoneId.of("Europe/Berlin"),
            IpMode.TRUNCATED,
            "#8a4b08",
            "DE"));
  }

  private static String text(TestServer server, String language, String key, Object... arguments) {
    Locale locale = Language.ofCode(language).locale();
    return server.bean(MessageSource.class).getMessage(key, arguments, locale);
  }

  /** Copy, edit the subject, see what is missing, look at it on a phone, test, make ready. */
  private static void copyStandard(TestServer server, Page page, String language, String address) {
    page.navigate(server.url() + "/app/campaigns");
    seen(page, "campaigns-" + language);
    String name = text(server, language, "campaign.standard.name");
    page.locator("td a", new Page.LocatorOptions().setHasText(name)).first().click();
    seen(page, "campaign-standard-" + language);
    page.locator("form[action$='/copy'] button").click();
    page.locator("#subject").fill("");
    save(page);
    assertThat(page.locator(".campaign-lacks"))
        .containsText(text(server, language, "campaign.lack.subject"));
    seen(page, "campaign-missing-" + language);
    page.locator("#subject").fill("Ja, ");
    page.locator("#subject").focus();
    page.locator("#pick").selectOption("{{ tenant }}");
    page.locator("#insert").click();
    assertThat(page.locator("#subject")).hasValue("Ja, {{ tenant }}");
    page.locator("#preheader").fill("Nur noch ein Klick");
    save(page);
    seen(page, "campaign-edit-" + language);
    page.locator("a[href$='/preview']").first().click();
    page.locator("a[href*='view=phone']").click();
    assertThat(page.frameLocator("iframe").locator("h1")).isVisible();
    Chromium.picture(page, "campaign-phone-" + language);
    page.locator("a[href*='view=dark']").click();
    Chromium.picture(page, "campaign-dark-" + language);
    Chromium.accessibleWithMail(page);
    page.locator("form[action$='/test'] button").click();
    assertThat(page.locator("main, [role=status]").first())
        .containsText(text(server, language, "campaign.test.sent"));
    Await.until("the test mail has arrived", () -> arrived(server, address));
    page.locator("a", new Page.LocatorOptions().setHasText(text(server, language, "campaign.back")))
        .first()
        .click();
    page.locator("form[action$='/ready'] button").click();
    assertThat(page.locator("body")).containsText(text(server, language, "campaign.ready.done", 1));
    seen(page, "campaign-ready-" + language);
  }

  private static boolean arrived(TestServer server, String address) {
    return server.bean(Mailbox.class).newest(null, 10).stream()
        .map(mail -> ShownMail.of(mail.id(), mail.at(), mail.raw()))
        .anyMatch(
            mail ->
                mail.to().equals(address)
                    && mail.subject().startsWith("[Test] Ja, ")
                    && mail.html() != null
                    && mail.html().contains("Nur noch ein Klick"));
  }

  /** The block editor by keyboard alone, and with the mouse. */
  private static void blocks(TestServer server, Page page, String language) {
    page.navigate(server.url() + "/app/campaigns/new");
    page.locator("#name").fill("Newsletter");
    seen(page, "campaign-new-" + language);
    page.locator("main form button.btn-primary").click();
    page.locator("#subject").fill("Neu");
    Locator blocks = page.locator("[data-block]");
    assertThat(blocks).hasCount(2);
    page.locator("#add").selectOption("COLUMNS");
    page.locator("button[value='add-2']").press("Enter");
    assertThat(blocks).hasCount(3);
    blocks.nth(2).locator("[name='block.text']").fill("Links");
    blocks.nth(2).locator("[name='block.second']").fill("Rechts");
    page.locator("button[value='up-2']").press("Enter");
    assertThat(blocks.nth(1).locator("[name='block.second']")).hasValue("Rechts");
    assertThat(page.locator("button[value='up-1']")).isFocused();
    assertThat(page.locator("#subject")).hasValue("Neu");
    seen(page, "campaign-blocks-" + language);
    Chromium.drag(blocks.nth(1).locator("[data-grip]"), blocks.nth(0));
    assertThat(blocks.nth(0).locator("[name='block.second']")).hasValue("Rechts");
    save(page);
    assertThat(blocks.nth(0).locator("[name='block.second']")).hasValue("Rechts");
    page.navigate(page.url().replace("/edit", "/preview"));
    assertThat(page.frameLocator("iframe").locator("body")).containsText("Rechts");
    Chromium.picture(page, "campaign-preview-" + language);
    Chromium.accessibleWithMail(page);
  }

  private static void around(TestServer server, Page page, String language) {
    for (String place : List.of("senders", "images")) {
      page.navigate(server.url() + "/app/campaigns/" + place);
      seen(page, "campaign-" + place + "-" + language);
    }
    page.navigate(server.url() + "/w/trial/" + language + "/confirm");
    seen(page, "campaign-trial-" + language);
  }

  private static void save(Page page) {
    page.locator(".campaign-save button").click();
    page.waitForLoadState();
    assertThat(page.locator("[role=status].alert").first()).isVisible();
  }

  private static void seen(Page page, String name) {
    Chromium.accessible(page);
    Chromium.picture(page, name);
  }
}

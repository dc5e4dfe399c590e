package org.jawort.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.util.Locale;
import org.jawort.TestServer;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An assistant who is not technical makes a process of their own. */
class ProcessesTest {
  @Test
  @DisplayName("S1-08 S1-09 S0-03 a process in a browser, by keyboard and by mouse, WCAG 2.2 AA")
  void processes() {
    try (var server = TestServer.guest();
        var chromium = new Chromium()) {
      TenantId tenant = server.tenant();
      for (String language : Chromium.languages("de")) {
        welcome(server, tenant, language);
        Page page = chromium.window(language, 1440, 900);
        Chromium.signIn(page, server, Role.EDITOR, language);
        byKeyboard(server, page, language);
        byMouse(server, page, language);
      }
      chromium.noComplaints();
    }
  }

  /** Copy, other days, a welcome mail where confirmed, told what is missing, online. */
  private static void byKeyboard(TestServer server, Page page, String language) {
    page.navigate(server.url() + "/app/automation");
    seen(page, "processes-" + language);
    String standard = text(server, language, "optin.standardProcess");
    String copy = text(server, language, "process.copy.of", standard);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(copy).setExact(true))
        .press("Enter");
    Locator wait = page.locator(".flow-WAIT_FOR_CONFIRMATION a.flow-says");
    assertThat(wait).isVisible();
    assertThat(page.locator(".flow-box")).hasCount(4);
    seen(page, "process-copy-" + language);
    wait.focus();
    wait.press("Enter");
    assertThat(page.locator("#days")).isFocused();
    page.keyboard().press("Control+A");
    page.keyboard().type("0");
    page.keyboard().press("Enter");
    assertThat(page.locator(".flow-box .flow-wrong"))
        .containsText(text(server, language, "optin.problem.DAYS", 1, 14));
    page.locator("#days").fill("5");
    page.keyboard().press("Enter");
    assertThat(page.locator(".flow-summary")).hasCount(0);
    assertThat(wait).containsText("5");
    Locator plus = page.locator("[data-place$=':CONFIRMED'] summary");
    plus.focus();
    plus.press("Enter");
    assertThat(page.locator(".flow-add[open] .flow-SEND_CAMPAIGN")).isFocused();
    once(page, "process-menu-" + language);
    page.keyboard().press("Enter");
    assertThat(page.locator("#campaign")).isFocused();
    assertThat(page.locator(".flow-summary"))
        .containsText(text(server, language, "optin.problem.CAMPAIGN_MISSING"));
    seen(page, "process-missing-" + language);
    Locator online = page.locator("#online");
    online.press("Enter");
    assertThat(page.locator("main")).containsText(text(server, language, "process.online.not"));
    once(page, "process-not-online-" + language);
    page.locator(".flow-summary a").press("Enter");
    assertThat(page.locator("#campaign option")).hasCount(2);
    page.locator("#campaign").selectOption(new SelectOption().setLabel(greeting(language)));
    page.locator("#save").press("Enter");
    assertThat(page.locator(".flow-summary")).hasCount(0);
    seen(page, "process-" + language);
    moves(page);
    page.locator("#online").press("Enter");
    seen(page, "process-online-" + language);
    page.locator("#take").press("Enter");
    assertThat(page.locator("#content > [role=status]"))
        .containsText(text(server, language, "process.online.done", 1));
  }

  /** By keyboard through the wait and back, and taken back. */
  private static void moves(Page page) {
    Locator boxes = page.locator(".flow-box");
    Locator mail = page.locator(".flow-SEND_CAMPAIGN a.flow-says").nth(1);
    String id = mail.getAttribute("id");
    mail.focus();
    mail.press("Alt+ArrowUp");
    assertThat(boxes.nth(1).locator("a.flow-says")).hasAttribute("id", id);
    assertThat(page.locator("#" + id)).isFocused();
    page.locator("#" + id).press("Alt+ArrowDown");
    assertThat(boxes.nth(2).locator("a.flow-says")).hasAttribute("id", id);
    page.locator("#" + id).press("Delete");
    assertThat(boxes).hasCount(4);
    page.keyboard().press("Control+z");
    assertThat(boxes).hasCount(5);
    page.reload();
    page.locator("#undo").press("Enter");
    assertThat(boxes.nth(1).locator("a.flow-says")).hasAttribute("id", id);
    page.locator("#redo").press("Enter");
    assertThat(boxes.nth(2).locator("a.flow-says")).hasAttribute("id", id);
    assertThat(page.locator("#redo")).isFocused();
  }

  /** A reminder, a group, dragged from one way to the other, and how it looks on a phone. */
  private static void byMouse(TestServer server, Page page, String language) {
    String copy =
        text(server, language, "process.copyOf", text(server, language, "optin.standardProcess"));
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(copy).setExact(true)).click();
    add(page, ":UNCONFIRMED", "REMINDER");
    add(page, ":CONFIRMED", "NOTIFY_STAFF");
    page.locator("#text").fill("Bitte anrufen");
    page.locator("#save").click();
    assertThat(page.locator("#said > [role=status]"))
        .containsText(text(server, language, "process.done.saved"));
    Locator notice = page.locator(".flow-NOTIFY_STAFF.flow-box");
    Chromium.drag(notice, page.locator("[data-place$=':UNCONFIRMED']").last());
    assertThat(
            page.locator(
                ".flow-branch-UNCONFIRMED .flow-branch-UNCONFIRMED .flow-box.flow-NOTIFY_STAFF"))
        .hasCount(1);
    seen(page, "process-reminder-" + language);
    page.locator(".flow-WAIT_FOR_CONFIRMATION a.flow-says").last().click();
    assertThat(page.locator("#days")).isFocused();
    page.locator("#remove").click();
    assertThat(page.locator("#stays-help")).isVisible();
    once(page, "process-which-way-" + language);
    page.locator("input[name=stays][value=UNCONFIRMED]").check();
    page.locator("#remove").click();
    assertThat(page.locator(".flow-fork")).hasCount(1);
    page.setViewportSize(390, 844);
    seen(page, "process-phone-" + language);
  }

  private static void add(Page page, String place, String kind) {
    page.locator("[data-place$='" + place + "'] summary").first().click();
    page.locator(".flow-add[open] button[value=" + kind + "]").click();
    assertThat(page.locator(".flow-here, #panel[data-step]").first()).isVisible();
    assertThat(page.locator("#settings")).isVisible();
  }

  private static String greeting(String language) {
    return language.equals("de") ? "Willkommen im Salon" : "Welcome to the salon";
  }

  /** A mail that is ready to welcome people. */
  private static void welcome(TestServer server, TenantId tenant, String language) {
    server
        .bean(Database.class)
        .write(
            tenant,
            connection ->
                server
                    .bean(JdbcClient.class)
                    .sql(
                        """
                        WITH made AS (
                          INSERT INTO campaign (tenant_id, id, name, trigger, status, language,
                                                message_class, version, created_at)
                          VALUES (:tenant, :id, :name, 'EVENT', 'READY', :language, 'ADVERTISING',
                                  1, now()) RETURNING *)
                        INSERT INTO campaign_version (tenant_id, campaign_id, version, subject,
                                                      body_html, body_text, created_at)
                        SELECT tenant_id, id, 1, name, 'Hallo', 'Hallo', now() FROM made
                        """)
                    .param("tenant", tenant.value())
                    .param("id", server.bean(Ids.class).next())
                    .param("name", greeting(language))
                    .param("language", language)
                    .update());
  }

  private static String text(TestServer server, String language, String key, Object... arguments) {
    Locale locale = Language.ofCode(language).locale();
    return server.bean(MessageSource.class).getMessage(key, arguments, locale);
  }

  /** What differs in its words alone is looked at in one language. */
  private static void once(Page page, String name) {
    if (name.endsWith("-de")) {
      seen(page, name);
    }
  }

  private static void seen(Page page, String name) {
    page.waitForLoadState();
    Chromium.picture(page, name);
    Chromium.accessible(page);
  }
}

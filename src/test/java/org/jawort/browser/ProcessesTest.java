package org.jawort.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jawort.TestServer;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.NewUser;
import org.jawort.tenant.Role;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.Users;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.MessageSource;

/** An assistant who is not technical makes a process of their own. */
class ProcessesTest {
  @Test
  @DisplayName("S1-08 S0-03 processes in a browser, by keyboard and by mouse, WCAG 2.2 AA")
  void processes() {
    try (var server = TestServer.start(Map.of());
        var chromium = new Chromium()) {
      TenantId tenant = server.bean(Tenants.class).all().getFirst();
      for (String language : List.of("de", "en")) {
        Page page = chromium.window(language, 1366, 900);
        signIn(server, tenant, page, language);
        page.navigate(server.url() + "/app/automation");
        seen(page, "processes-" + language);
        page.locator("form[action$='/copy'] button").first().press("Enter");
        seen(page, "process-copy-" + language);
      }
      chromium.noComplaints();
    }
  }

  private static String text(TestServer server, String language, String key, Object... arguments) {
    Locale locale = Language.ofCode(language).locale();
    return server.bean(MessageSource.class).getMessage(key, arguments, locale);
  }

  private static void signIn(TestServer server, TenantId tenant, Page page, String language) {
    String address = language + "@salon.example";
    server
        .bean(Users.class)
        .add(
            tenant,
            new NewUser(
                "Ada",
                StaffEmail.parse(address).orElseThrow(),
                Role.EDITOR,
                Language.ofCode(language),
                TestServer.PASSWORD));
    page.navigate(server.url() + "/login");
    page.locator("[name=email]").fill(address);
    page.locator("[name=password]").fill(TestServer.PASSWORD);
    page.locator("main form button").last().click();
    page.waitForURL("**/app");
  }

  private static void seen(Page page, String name) {
    Chromium.picture(page, name);
    Chromium.accessible(page);
  }
}

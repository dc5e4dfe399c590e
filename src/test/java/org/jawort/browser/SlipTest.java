package org.jawort.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import org.jawort.TestServer;
import org.jawort.form.Forms;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Somebody mistypes their domain and mends it; staff see what came in. */
class SlipTest {
  @Test
  @DisplayName(
      "B-07 a slip is mended by one button on a phone, and staff see who came, WCAG 2.2 AA")
  void mended() {
    try (var server = TestServer.guest();
        var chromium = new Chromium()) {
      for (String language : Chromium.languages("de")) {
        walk(server, chromium.window(language, 390, 844), language);
      }
      chromium.noComplaints();
    }
  }

  private static void walk(TestServer server, Page page, String language) {
    var form =
        server.bean(Forms.class).all(server.tenant()).stream()
            .filter(one -> one.language().code().equals(language))
            .findFirst()
            .orElseThrow();
    page.navigate(server.url() + "/f/" + form.key());
    page.locator("#email").fill("ada-" + language + "@gmial.com");
    page.locator("#firstName").fill("Augusta Ada");
    page.locator("#newsletter").check();
    page.locator("#privacy").check();
    server.clock().tick(Duration.ofMinutes(1));
    page.locator("form button").click();
    assertThat(page.locator("main")).containsText("ada-" + language + "@gmail.com?");
    seen(page, "slip-" + language);
    page.locator("button").first().click();
    page.waitForURL("**/done");
    Chromium.signIn(page, server, Role.OWNER, language);
    page.navigate(server.url() + "/app/forms/" + form.id() + "/submissions");
    assertThat(page.locator("#submissions")).containsText("ada-" + language + "@gmail.com");
    seen(page, "submissions-" + language);
    page.navigate(server.url() + "/app/settings/domains");
    page.locator("[name=name]").fill("blocked.example");
    page.locator("main form button.btn-primary").click();
    assertThat(page.locator("#list-BLOCK")).isVisible();
    seen(page, "domains-" + language);
  }

  private static void seen(Page page, String name) {
    Chromium.accessible(page);
    Chromium.picture(page, name);
    assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
  }
}

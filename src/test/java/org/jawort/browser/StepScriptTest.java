package org.jawort.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jawort.TestServer;
import org.jawort.form.Forms;
import org.jawort.form.shield.NetworkLimits;
import org.jawort.form.shield.ShieldRules;
import org.jawort.form.shield.ShieldSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StepScriptTest {
  @Test
  @DisplayName("B-07 a browser does the work of an extra step by itself, and the person presses on")
  void solved() {
    try (var server = TestServer.guest();
        var chromium = new Chromium()) {
      String form =
          server.url() + "/f/" + server.bean(Forms.class).all(server.tenant()).getFirst().key();
      server
          .bean(ShieldSettings.class)
          .change(
              server.tenant(),
              UUID.randomUUID(),
              ShieldRules.USUAL.with(new NetworkLimits(1, 100)));
      Page page = chromium.window("de", 320, 700);
      page.context().setExtraHTTPHeaders(Map.of("X-Forwarded-For", "203.0.113.210"));
      signUp(server, page, form, "script-one@example.org");
      assertThat(page).hasURL(form + "/done");
      signUp(server, page, form, "script-two@example.org");
      assertThat(page.locator("#wait")).isHidden();
      Chromium.accessible(page);
      Chromium.picture(page, "form-step");
      assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
      page.locator("main button").click();
      assertThat(page).hasURL(form + "/done");
      chromium.noComplaints();
    }
  }

  /** As fast as a browser is, on a clock that goes on as for a person. */
  private static void signUp(TestServer server, Page page, String form, String address) {
    page.navigate(form);
    page.locator("#email").fill(address);
    page.locator("#newsletter").check();
    page.locator("#privacy").check();
    server.clock().tick(Duration.ofSeconds(3));
    page.locator("main button").click();
  }
}

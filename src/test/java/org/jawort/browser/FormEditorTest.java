package org.jawort.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.jawort.TestServer;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Somebody builds a form with mouse and keyboard, and a visitor fills it in. */
class FormEditorTest {
  @Test
  @DisplayName("S1-12 a form is built in a browser, WCAG 2.2 AA")
  void built() {
    try (var server = TestServer.guest();
        var chromium = new Chromium()) {
      for (String language : Chromium.languages("de")) {
        walk(server, chromium.window(language, 1280, 900), language);
      }
      chromium.noComplaints();
    }
  }

  private static void walk(TestServer server, Page page, String language) {
    Chromium.signIn(page, server, Role.EDITOR, language);
    page.navigate(server.url() + "/app/forms");
    page.locator("a[href='/app/forms/new']").click();
    page.locator("[name=name]").fill("Sommerfest " + language);
    page.locator("main form button.btn-primary").click();
    page.locator("#adding > summary").click();
    page.locator("button[value=add-CHOICE]").click();
    page.locator("[name=label-3]").fill("Worüber?");
    FrameLocator preview = page.frameLocator("#stage iframe");
    assertThat(preview.locator("form")).containsText("Worüber?");
    page.locator("#publish").click();
    assertThat(page.locator("#said .alert-danger")).isVisible();
    assertThat(page.locator("#field-3 .form-faults")).isVisible();
    seen(page, "form-fields-" + language);
    page.locator("[name=options-3]").fill("Kunst\nMusik");
    page.locator("#up-3").press("Enter");
    assertThat(page.locator("#field-2 [name=label-2]")).hasValue("Worüber?");
    drag(page);
    assertThat(page.locator("#field-0 summary").first()).containsText("Worüber?");
    page.locator(".form-tabs a[href$='tab=texts']").click();
    page.locator("[name=title]").fill("x".repeat(201));
    page.locator("#save").click();
    assertThat(page.locator("[name=title]")).hasAttribute("aria-invalid", "true");
    page.locator("[name=title]").fill("Zum Sommerfest");
    assertThat(preview.locator("h1")).hasText("Zum Sommerfest");
    seen(page, "form-texts-" + language);
    page.locator("#publish").click();
    assertThat(page.locator("#said")).containsText("2");
    page.setViewportSize(390, 844);
    seen(page, "form-texts-phone-" + language);
    assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    String form = page.locator("#open").getAttribute("href");
    String edited = page.url().replaceFirst("\\?.*", "");
    for (String tab : List.of("action", "look", "information")) {
      page.navigate(edited + "?tab=" + tab);
      seen(page, "form-" + tab + "-" + language);
    }
    page.locator("#age").check();
    page.locator("#informs").check();
    page.locator("#save").click();
    assertThat(page.locator("#gaps li")).hasCount(2);
    seen(page, "form-gaps-" + language);
    assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    page.navigate(server.url() + form);
    assertThat(page.locator("h1")).hasText("Zum Sommerfest");
    assertThat(page.locator("main form label, main form legend").first()).containsText("Worüber?");
    Chromium.accessible(page);
  }

  /** The third field above the first, as a mouse does it. */
  private static void drag(Page page) {
    page.locator(".form-field:nth-child(3) .form-grip")
        .dragTo(page.locator(".form-field:nth-child(1) .form-grip"));
  }

  private static void seen(Page page, String name) {
    Chromium.accessibleBesidesFrame(page);
    Chromium.picture(page, name);
  }
}

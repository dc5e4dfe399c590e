package org.jawort.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Locale;
import org.jawort.TestServer;
import org.jawort.platform.Language;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.MessageSource;

/** An editor makes a purpose and words it, as a person and for a screen reader. */
class PurposesTest {
  @Test
  @DisplayName("B-12 purposes in a browser, WCAG 2.2 AA")
  void purposes() {
    try (var server = TestServer.guest();
        var chromium = new Chromium()) {
      for (String language : Chromium.languages("de")) {
        walk(server, chromium.window(language, 1280, 900), language);
      }
      chromium.noComplaints();
    }
  }

  private static void walk(TestServer server, Page page, String language) {
    Locale locale = Language.ofCode(language).locale();
    MessageSource texts = server.bean(MessageSource.class);
    Chromium.signIn(page, server, Role.EDITOR, language);
    page.navigate(server.url() + "/app/purposes");
    seen(page, "purposes-" + language);
    page.locator("a[href='/app/purposes/new']").click();
    page.locator("[name=english]").fill("Birthday offers " + language);
    page.locator("main form button.btn-primary").click();
    assertThat(page.locator("[name=german]")).hasAttribute("aria-invalid", "true");
    assertThat(page.locator("[name=english]")).hasValue("Birthday offers " + language);
    seen(page, "purpose-error-" + language);
    page.locator("[name=german]").fill("Geburtstagsangebote");
    page.locator("main form button.btn-primary").click();
    assertThat(page.locator("main"))
        .containsText(texts.getMessage("consent.wording.none", null, locale));
    seen(page, "purpose-" + language);
    page.locator("a[href$='/wordings/" + language + "/email']").click();
    seen(page, "wording-empty-" + language);
    word(page, "Yes to offers on my birthday.");
    seen(page, "wording-preview-" + language);
    page.locator("button[value=publish]").click();
    assertThat(page.locator("blockquote")).hasText("Yes to offers on my birthday.");
    word(page, "Yes to offers by e-mail on my birthday.");
    assertThat(page.locator("ins")).hasText("by e-mail ");
    seen(page, "wording-change-" + language);
    page.locator("button[value=publish]").click();
    assertThat(page.locator("ol > li")).hasCount(2);
    seen(page, "wording-" + language);
  }

  private static void word(Page page, String text) {
    page.locator("[name=text]").fill(text);
    page.locator("button[value=preview]").click();
    page.locator("button[value=publish]").waitFor();
  }

  private static void seen(Page page, String name) {
    Chromium.accessible(page);
    Chromium.picture(page, name);
  }
}

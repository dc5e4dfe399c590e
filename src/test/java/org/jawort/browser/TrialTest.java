package org.jawort.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jawort.TestServer;
import org.jawort.delivery.Mailbox;
import org.jawort.platform.Language;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.MessageSource;

/**
 * A member of staff tries the process out and watches it: once confirmed, once not. What is the
 * same both times is looked at once.
 */
class TrialTest {
  @Test
  @DisplayName("S1-15 a trial in a browser, watched without reloading, WCAG 2.2 AA")
  void trial() {
    try (var server = TestServer.guest();
        var chromium = new Chromium()) {
      for (String language : List.of("de", "en")) {
        Page page = chromium.window(language, 1280, 900);
        String own = Chromium.signIn(page, server, Role.STAFF, language);
        boolean whole = Chromium.languages("de").contains(language);
        if (whole) {
          refused(server, page, language, own);
        }
        begin(server, page, language);
        if (language.equals("de")) {
          confirm(server, page);
        } else {
          hasten(server, page);
        }
        if (whole) {
          badge(server, page, language);
          end(server, page, language);
        }
      }
      chromium.noComplaints();
    }
  }

  private static String text(TestServer server, String language, String key, Object... arguments) {
    Locale locale = Language.ofCode(language).locale();
    return server.bean(MessageSource.class).getMessage(key, arguments, locale);
  }

  private static void refused(TestServer server, Page page, String language, String own) {
    page.locator("a[href='/app/automation/trial']").first().click();
    assertThat(page.locator("#address")).hasValue(own);
    page.locator("main form button.btn-primary").click();
    assertThat(page.locator("[role=alert]"))
        .containsText(text(server, language, "trial.refused.own"));
    seen(page, "trial-refused-" + language);
  }

  private static void begin(TestServer server, Page page, String language) {
    page.navigate(server.url() + "/app/automation/trial");
    String process = "#process option";
    assertThat(page.locator(process)).hasCount(2);
    page.locator("#process")
        .selectOption(
            page.locator(
                    process,
                    new Page.LocatorOptions()
                        .setHasText(text(server, language, "trial.language." + language)))
                .getAttribute("value"));
    page.locator("#own").check();
    seen(page, "trial-new-" + language);
    page.locator("main form button.btn-primary").click();
    // Nobody reloads: the page asks by itself.
    assertThat(page.locator("#now")).hasText(text(server, language, "trial.now.ASKED"));
    assertThat(page.locator(".trial-HERE")).hasCount(1);
    seen(page, "trial-asked-" + language);
    phone(page, "trial-asked-phone-" + language);
  }

  private static void confirm(TestServer server, Page page) {
    Page mail = page.waitForPopup(() -> page.locator("[id^=mail-]").first().click());
    // The mailbox holds the mails of all: it asks for the code of the start, once.
    String there = mail.url();
    mail.navigate(server.url() + "/mailbox?code=" + server.bean(Mailbox.class).code());
    mail.navigate(there);
    assertThat(mail.locator("h1")).containsText("[Probe]");
    String link =
        mail.frameLocator("iframe").locator("a[href*='/c/']").first().getAttribute("href");
    mail.navigate(link);
    mail.locator("main form button").click();
    // A page that is closed while it goes on to the next one may never answer.
    assertThat(mail.locator("main form button")).hasCount(0);
    mail.close();
    assertThat(page.locator("#now")).hasText(text(server, "de", "trial.now.ENDED_CONFIRMED"));
    seen(page, "trial-de");
  }

  private static void hasten(TestServer server, Page page) {
    server.clock().tick(Duration.ofSeconds(1));
    page.locator("#hasten").click();
    assertThat(page.locator("#now")).hasText(text(server, "en", "trial.now.ENDED_LAPSED"));
    seen(page, "trial-en");
  }

  private static void badge(TestServer server, Page page, String language) {
    String trial = page.url();
    page.navigate(server.url() + "/app/contacts");
    assertThat(
            page.locator(
                "tbody .status-badge",
                new Page.LocatorOptions().setHasText(text(server, language, "desk.trial"))))
        .isVisible();
    seen(page, "trial-contacts-" + language);
    page.locator("tbody a").first().click();
    assertThat(page.locator(".desk-sheet")).containsText(text(server, language, "desk.trial"));
    seen(page, "trial-contact-" + language);
    page.navigate(trial);
  }

  private static void end(TestServer server, Page page, String language) {
    page.locator("#end").click();
    assertThat(page.locator("#now")).hasText(text(server, language, "trial.now.GONE"));
    assertThat(page.locator("#content")).not().containsText("@salon.example");
    seen(page, "trial-gone-" + language);
    phone(page, "trial-gone-phone-" + language);
    page.navigate(server.url() + "/app/contacts");
    assertThat(page.locator("#content")).not().containsText("@salon.example");
  }

  private static void phone(Page page, String name) {
    page.setViewportSize(390, 844);
    Chromium.picture(page, name);
    double wide =
        ((Number) page.evaluate("() => document.documentElement.scrollWidth")).doubleValue();
    assertThat(wide).isLessThanOrEqualTo(390);
    page.setViewportSize(1280, 900);
  }

  private static void seen(Page page, String name) {
    Chromium.accessible(page);
    Chromium.picture(page, name);
  }
}

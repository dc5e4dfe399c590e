package org.jawort.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jawort.TestServer;
import org.jawort.form.Forms;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.SetUp;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.MessageSource;

/** The main job as its users do it: set up, sign up, mail, confirm, proof, unsubscribe. */
class MainJobTest {
  private static final String PASSWORD = "blaue Stunde am Deich 7";

  @ParameterizedTest
  @ValueSource(strings = {"de", "en"})
  @DisplayName("S0-01 S0-02 S0-04 S0-06 S1-01 S1-02 B-03 B-12 the main job in a browser")
  void endToEnd(String language) {
    try (var server = TestServer.start(Map.of());
        var chromium = new Chromium()) {
      new Journey(server, chromium, language).walk();
      chromium.noComplaints();
    }
  }

  /** One journey through the whole product, in one language. */
  private static final class Journey {
    private final TestServer server;
    private final Chromium chromium;
    private final String language;
    private final Locale locale;
    private final MessageSource texts;
    private final TenantId tenant;

    Journey(TestServer server, Chromium chromium, String language) {
      this.server = server;
      this.chromium = chromium;
      this.language = language;
      this.locale = Language.ofCode(language).locale();
      this.texts = server.bean(MessageSource.class);
      this.tenant = server.bean(Tenants.class).all().getFirst();
    }

    void walk() {
      Page staff = chromium.window(language, 1280, 900);
      setUp(staff);
      Page visitor = chromium.window(language, 390, 844);
      wrongThenRight(visitor);
      history(staff, "TRIGGERED");
      Page mail = mail(staff);
      confirm(mail);
      history(staff, "CONFIRMED");
      look(staff);
      unsubscribe(mail);
      history(staff, "REVOKED");
    }

    private String text(String key, Object... arguments) {
      return texts.getMessage(key, arguments, locale);
    }

    private void setUp(Page staff) {
      staff.navigate(server.url() + "/setup?code=" + server.bean(SetUp.class).code());
      Chromium.accessible(staff);
      staff.locator("[name=name]").fill("Salon Sonnenschein");
      staff.locator("[name=imprint]").fill("Salon Sonnenschein\nDeichweg 7\n20457 Hamburg");
      staff.locator("[name=privacyPolicyUrl]").fill("https://example.org/datenschutz");
      staff.locator("[name=senderName]").fill("Salon Sonnenschein");
      staff.locator("[name=senderAddress]").fill("salon@example.org");
      staff.locator("[name=ownerName]").fill("Ada Sommer");
      staff.locator("[name=ownerEmail]").fill("ada@example.org");
      staff.locator("[name=password]").fill(PASSWORD);
      Chromium.picture(staff, "setup-" + language);
      staff.locator("main form button[type=submit], main form button:not([type])").last().click();
      staff.waitForURL("**/app");
      Chromium.accessible(staff);
    }

    private String form() {
      return server.bean(Forms.class).all(tenant).stream()
          .filter(form -> form.language().code().equals(language))
          .map(form -> server.url() + "/f/" + form.key())
          .findFirst()
          .orElseThrow();
    }

    private void wrongThenRight(Page visitor) {
      visitor.navigate(form());
      assertThat(visitor.locator("html").getAttribute("lang")).isEqualTo(language);
      assertThat(visitor.locator("input[type=checkbox]:checked")).hasCount(0);
      Chromium.accessible(visitor);
      Chromium.picture(visitor, "form-" + language);
      server.clock().tick(Duration.ofSeconds(8));
      visitor.locator("[name=email]").fill("berta.example.org");
      visitor.locator("[name=firstName]").fill("Berta");
      submit(visitor);
      assertThat(visitor.locator("[name=email]")).hasAttribute("aria-invalid", "true");
      assertThat(visitor.locator("[name=email]")).hasValue("berta.example.org");
      Chromium.accessible(visitor);
      Chromium.picture(visitor, "form-error-" + language);
      visitor.locator("[name=email]").fill("berta@example.org");
      for (Locator box : visitor.locator("input[type=checkbox]").all()) {
        box.check();
      }
      submit(visitor);
      visitor.waitForURL("**/done");
      Chromium.accessible(visitor);
      Chromium.picture(visitor, "done-" + language);
    }

    private static void submit(Page visitor) {
      visitor.locator("form button[type=submit]").click();
    }

    /** The contact record as staff see it, reached by searching for the address. */
    private void history(Page staff, String status) {
      staff.navigate(server.url() + "/app/contacts?q=berta");
      Chromium.accessible(staff);
      staff.locator("table a[href^='/app/contacts/']").first().click();
      Chromium.accessible(staff);
      String word = text("desk.status." + status);
      if (status.equals("TRIGGERED")) {
        // The mail may have left in between.
        String sent = text("desk.status.SENT");
        assertThat(staff.locator("main")).containsText(Pattern.compile(word + "|" + sent));
      } else {
        assertThat(staff.locator("main")).containsText(word);
      }
    }

    private Page mail(Page staff) {
      Page mail = staff.context().newPage();
      mail.navigate(server.url() + "/mailbox");
      Locator first = mail.locator("a[href^='/mailbox/']").first();
      first.waitFor();
      Chromium.accessible(mail);
      Chromium.picture(mail, "mailbox-" + language);
      first.click();
      Locator frame = mail.frameLocator("iframe").locator("body");
      assertThat(frame).containsText("Salon Sonnenschein");
      assertThat(frame).containsText("20457 Hamburg");
      Chromium.picture(mail, "mail-" + language);
      return mail;
    }

    private void confirm(Page mail) {
      Page landing =
          mail.context()
              .waitForPage(
                  () -> mail.frameLocator("iframe").locator("a[href*='/c/']").first().click());
      landing.waitForLoadState();
      Chromium.accessible(landing);
      Chromium.picture(landing, "confirm-" + language);
      assertThat(landing.locator("html").getAttribute("lang")).isEqualTo(language);
      String address = landing.url();
      landing.getByRole(AriaRole.BUTTON).click();
      assertThat(landing.locator("h1")).hasText(text("optin.confirm.done.title"));
      Chromium.accessible(landing);
      Chromium.picture(landing, "confirmed-" + language);
      landing.navigate(address);
      assertThat(landing.locator("h1")).hasText(text("optin.confirm.already.title"));
      Chromium.accessible(landing);
      landing.close();
    }

    private void look(Page staff) {
      Chromium.picture(staff, "contact-" + language);
      for (String page : List.of("/app", "/app/contacts", "/app/forms", "/app/settings")) {
        staff.navigate(server.url() + page);
        Chromium.accessible(staff);
        Chromium.picture(
            staff, "app" + page.replace("/app", "").replace('/', '-') + "-" + language);
      }
    }

    private void unsubscribe(Page mail) {
      mail.locator("a[href*='view=text']").click();
      String body = mail.locator("main").innerText();
      var link = Pattern.compile("http://localhost:\\d+/c/\\S+").matcher(body);
      assertThat(link.find()).isTrue();
      Page page = mail.context().newPage();
      page.navigate(link.group());
      page.locator("a[href*='/u/']").first().click();
      page.waitForURL("**/u/*");
      Chromium.accessible(page);
      Chromium.picture(page, "unsubscribe-" + language);
      page.getByRole(AriaRole.BUTTON).click();
      page.waitForLoadState();
      Chromium.accessible(page);
      Chromium.picture(page, "unsubscribed-" + language);
      page.close();
    }
  }
}

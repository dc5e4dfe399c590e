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
import java.util.Optional;
import java.util.regex.Pattern;
import org.jawort.Await;
import org.jawort.TestServer;
import org.jawort.delivery.Mailbox;
import org.jawort.delivery.ShownMail;
import org.jawort.form.Forms;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.SetUp;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.MessageSource;

/** The main job as its users do it: set up, sign up, mail, confirm, proof, unsubscribe. */
class MainJobTest {
  private static final String PASSWORD = "blaue Stunde am Deich 7";

  static List<String> languages() {
    return Chromium.languages("de");
  }

  @ParameterizedTest
  @MethodSource("languages")
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
      this.tenant = server.tenant();
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
      sentMail(staff);
      closedDoors(visitor);
    }

    private String text(String key, Object... arguments) {
      return texts.getMessage(key, arguments, locale);
    }

    private void setUp(Page staff) {
      staff.navigate(server.url() + "/setup?code=" + server.bean(SetUp.class).code());
      Chromium.accessible(staff);
      assertThat(staff.locator("[name=country]")).hasValue("DE");
      assertThat(staff.locator("[name=country] option[value=AT]"))
          .hasText(language.equals("de") ? "Österreich" : "Austria");
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
      mail.navigate(server.url() + "/mailbox?code=" + server.bean(Mailbox.class).code());
      Locator first = mail.locator("a[href^='/mailbox/']").first();
      first.waitFor();
      Chromium.accessible(mail);
      Chromium.picture(mail, "mailbox-" + language);
      first.click();
      Locator frame = mail.frameLocator("iframe").locator("body");
      assertThat(frame).containsText("Salon Sonnenschein");
      assertThat(frame).containsText("20457 Hamburg");
      Chromium.picture(mail, "mail-" + language);
      Chromium.accessibleWithMail(mail);
      for (String view : List.of("text", "headers", "source")) {
        mail.locator("a[href*='view=" + view + "']").click();
        mail.waitForURL("**view=" + view);
        Chromium.accessible(mail);
      }
      mail.locator("a[href*='view=html']").click();
      mail.waitForURL("**view=html");
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
      assertThat(landing.locator("h1")).hasText(text("landing.standard.CONFIRMED.heading"));
      Chromium.accessible(landing);
      Chromium.picture(landing, "confirmed-" + language);
      landing.navigate(address);
      assertThat(landing.locator("h1")).hasText(text("landing.standard.ALREADY_CONFIRMED.heading"));
      Chromium.accessible(landing);
      landing.close();
    }

    private void look(Page staff) {
      Chromium.picture(staff, "contact-" + language);
      for (String page :
          List.of(
              "/app", "/app/contacts", "/app/forms", "/app/settings", "/app/settings/api-keys")) {
        staff.navigate(server.url() + page);
        Chromium.accessible(staff);
        Chromium.picture(
            staff, "app" + page.replace("/app", "").replace('/', '-') + "-" + language);
      }
    }

    /** The mail as the contact record shows it, and the frame that holds its HTML. */
    private void sentMail(Page staff) {
      staff.locator("main a[href*='/messages/']").first().click();
      staff.waitForURL("**/messages/*");
      Chromium.picture(staff, "message-" + language);
      Chromium.accessibleWithMail(staff);
    }

    /** What is refused, what came too late, and what never was a link. */
    private void closedDoors(Page visitor) {
      signUp("clara@example.org");
      visitor.navigate(link("clara@example.org", "r"));
      assertThat(visitor.locator("h1")).hasText(text("landing.standard.REFUSE.heading"));
      pictured(visitor, "refuse");
      visitor.getByRole(AriaRole.BUTTON).click();
      assertThat(visitor.locator("h1")).hasText(text("landing.standard.REFUSED.heading"));
      pictured(visitor, "refused");
      signUp("dora@example.org");
      String late = link("dora@example.org", "c");
      String lateRefusal = link("dora@example.org", "r");
      server.clock().tick(Duration.ofDays(8));
      visitor.navigate(late);
      assertThat(visitor.locator("h1")).hasText(text("landing.standard.EXPIRED.heading"));
      pictured(visitor, "expired");
      visitor.navigate(lateRefusal);
      assertThat(visitor.locator("h1")).hasText(text("optin.refuse.expired.title"));
      pictured(visitor, "refuse-expired");
      for (String kind : List.of("c", "r", "u", "f")) {
        visitor.navigate(server.url() + "/" + kind + "/forged");
        assertThat(visitor.locator("html").getAttribute("lang")).isEqualTo(language);
        pictured(visitor, "forged-" + kind);
      }
    }

    private void pictured(Page page, String name) {
      Chromium.accessible(page);
      Chromium.picture(page, name + "-" + language);
    }

    /** By the form as well, without looking at it again. */
    private void signUp(String address) {
      Map<String, String> typed =
          Map.of("email", address, "newsletter", "true", "privacy", "true", "homepage", "");
      server.clock().tick(Duration.ofSeconds(8));
      var answer = server.browser().postBare(form().replace(server.url(), ""), typed);
      assertThat(answer.status()).as("%s", answer).isEqualTo(303);
    }

    /** The bare link in the text of the mail to the address. */
    private String link(String address, String kind) {
      ShownMail mail =
          Await.until(
                  "the mail is in the mailbox",
                  () ->
                      server.bean(Mailbox.class).newest(null, 10).stream()
                          .map(one -> ShownMail.of(one.id(), one.at(), one.raw()))
                          .filter(one -> one.to().equals(address))
                          .findFirst(),
                  Optional::isPresent)
              .orElseThrow();
      return found(mail.text(), kind);
    }

    private static String found(String text, String kind) {
      var link = Pattern.compile("http://localhost:\\d+/" + kind + "/\\S+").matcher(text);
      assertThat(link.find()).as("%s is found", link.pattern()).isTrue();
      return link.group();
    }

    private String link(Page mail, String kind) {
      mail.locator("a[href*='view=text']").click();
      mail.waitForURL("**view=text");
      return found(mail.locator("main").innerText(), kind);
    }

    private void unsubscribe(Page mail) {
      Page page = mail.context().newPage();
      page.navigate(link(mail, "c"));
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

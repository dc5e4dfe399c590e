package org.jawort.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.List;
import java.util.UUID;
import org.jawort.TestServer;
import org.jawort.contact.group.ContactGroups;
import org.jawort.platform.Language;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A file streams up by script, and each step shows itself without a reload, on a phone. */
class ImportTest {
  private static final String FILE =
      """
      E-Mail;Vorname;Nachname;Mobil;Status
      ada@example.org;Ada;Berg;0151 12345678;aktiv
      berta@example.org;Berta;Tal;;abgemeldet
      kein at;Cleo;See;;
      """;

  static List<String> languages() {
    return Chromium.languages("de");
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("S1-16 a file comes in on a phone, from the upload to the result")
  void stepByStep(String language) {
    try (var server = TestServer.guest(Language.ofCode(language));
        var chromium = new Chromium()) {
      Page page = chromium.window(language, 390, 844);
      Chromium.signIn(page, server, Role.EDITOR, language);
      String group = language.equals("de") ? "Messe" : "Fair";
      UUID id = server.bean(ContactGroups.class).create(server.tenant(), group).orElseThrow();
      page.navigate(server.url() + "/app/imports");
      Chromium.accessible(page);
      page.locator("#file")
          .setInputFiles(new FilePayload("kunden.csv", "text/csv", FILE.getBytes(UTF_8)));
      page.locator("#upload .btn-primary").click();
      page.waitForURL("**/app/imports/*");
      assertThat(page.locator("#column-0")).hasValue("EMAIL");
      Chromium.accessible(page);
      picture(page, "import-mapping-" + language);
      page.locator("select[name=group]").selectOption(id.toString());
      page.locator("form[action$='/mapping'] .btn-primary").click();
      assertThat(page.locator("button[form=run]")).isVisible();
      Chromium.accessible(page);
      picture(page, "import-checked-" + language);
      page.locator("a[href$='what=REFUSED']").click();
      assertThat(page.locator("tbody")).containsText("kein at");
      Chromium.accessible(page);
      page.goBack();
      page.locator("#run details summary").click();
      page.locator("#run [name=ask]").check();
      page.locator("#run [value=EXISTING_CUSTOMER]").check();
      Chromium.accessible(page);
      Chromium.picture(page, "import-ask-" + language);
      page.locator("button[form=run]").click();
      // Nothing typed is lost: what is missing is said beside it.
      assertThat(page.locator("#basisNote")).hasAttribute("aria-invalid", "true");
      assertThat(page.locator("#run [name=ask]")).isChecked();
      Chromium.accessible(page);
      page.locator("#basisNote").fill(group);
      page.locator("button[form=run]").click();
      assertThat(page.locator("main details")).isVisible();
      assertThat(page.locator("main a[href*='/app/jobs/']")).isVisible();
      Chromium.accessible(page);
      chromium.noComplaints();
    }
  }

  /** As somebody at a desk sees it. */
  private static void picture(Page page, String name) {
    page.setViewportSize(1100, 800);
    Chromium.picture(page, name);
    page.setViewportSize(390, 844);
  }
}

package org.jawort.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.FailureWords;
import org.jawort.TestServer;
import org.jawort.campaign.landing.LandingKind;
import org.jawort.campaign.landing.LandingPage;
import org.jawort.campaign.landing.LandingPages;
import org.jawort.campaign.landing.TestPictures;
import org.jawort.delivery.TestInstallation;
import org.jawort.form.Form;
import org.jawort.form.Forms;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.platform.Tokens;
import org.jawort.platform.Tokens.Kind;
import org.jawort.tenant.Role;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An editor writes the landing pages, visitors come by, both as people and for a screen reader. */
class LandingPagesTest {
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "de",
          List.of(
              "Schön, dass Sie da sind",
              "Bei **{{ tenant }}** gibt es einmal im Monat:\n\n- Neues aus dem Salon\n- freie"
                  + " Termine\n\n[Unsere Website](https://www.salon.example)",
              "Ja, ich bin dabei"),
          "en",
          List.of(
              "Good to see you",
              "Once a month **{{ tenant }}** writes about:\n\n- news from the salon\n- free"
                  + " dates\n\n[Our website](https://www.salon.example)",
              "Yes, count me in"));

  private final TestServer server = TestServer.timeTraveller();
  private final TenantId tenant = server.tenant();
  private int visitors;

  @Test
  @DisplayName("S1-11 B-12 landing pages in a browser, WCAG 2.2 AA")
  void pages() {
    try (server;
        var chromium = new Chromium()) {
      server
          .bean(Tenants.class)
          .update(tenant, TestInstallation.profile("Salon Sonnenschein", "Salon Sonnenschein"));
      for (String language : Chromium.languages("en")) {
        Page staff = chromium.window(language, 1366, 900);
        Chromium.signIn(staff, server, Role.OWNER, language);
        look(staff, language);
        write(staff, language);
        dress(staff, language);
        hosts(staff, language);
        visit(chromium.window(language, 390, 844), language);
        lead(chromium, staff, language);
        withoutScript(chromium.withoutScript(staff), language);
        late(chromium.window(language, 390, 844), language);
      }
      chromium.noComplaints();
    }
  }

  private LandingPage page(LandingKind kind, String language) {
    return server.bean(LandingPages.class).all(tenant).stream()
        .filter(page -> page.kind() == kind && page.language().code().equals(language))
        .findFirst()
        .orElseThrow();
  }

  private void open(Page staff, LandingKind kind, String language) {
    staff.navigate(server.url() + "/app/landing-pages/" + page(kind, language).id());
  }

  private void look(Page staff, String language) {
    staff.navigate(server.url() + "/app/landing-pages");
    assertThat(staff.locator("main li")).hasCount(16);
    Chromium.accessible(staff);
    Chromium.picture(staff, "landing-pages-list-" + language);
  }

  /** The preview follows while it is written; the cursor decides where a field goes. */
  private void write(Page staff, String language) {
    open(staff, LandingKind.CONFIRM, language);
    List<String> words = WORDS.get(language);
    staff.locator("[name=heading]").fill(words.get(0));
    staff.locator("[name=text]").fill(words.get(1));
    staff.locator("[name=button]").fill(words.get(2));
    FrameLocator preview = staff.frameLocator("iframe");
    assertThat(preview.locator("h1")).hasText(words.get(0));
    assertThat(preview.locator("button")).hasText(words.get(2));
    assertThat(preview.locator("main li")).hasCount(2);
    assertThat(preview.locator("button")).hasCSS("color", "rgb(255, 255, 255)");
    assertThat(preview.locator("script")).hasCount(0);
    staff.locator("[name=heading]").focus();
    staff.keyboard().press("End");
    staff.locator("[data-insert='{{ tenant }}']").click();
    assertThat(staff.locator("[name=heading]")).hasValue(words.get(0) + "{{ tenant }}");
    staff.locator("[name=heading]").fill(words.get(0));
    assertThat(preview.locator("h1")).hasText(words.get(0));
    staff.locator("label[for=width-phone]").click();
    assertThat(staff.locator("iframe")).hasCSS("width", "375px");
    staff.locator("#width-phone").focus();
    staff.keyboard().press("ArrowLeft");
    assertThat(staff.locator("#width-desktop")).isChecked();
    Chromium.accessibleBesidesFrame(staff);
    Chromium.picture(staff, "landing-page-" + language);
    staff.locator("button[value=publish]").click();
    staff.locator(".alert-success").waitFor();
    Chromium.accessibleBesidesFrame(staff);
    staff.locator("[aria-labelledby=versions] ol a").last().click();
    staff.waitForURL("**/versions/1");
    Chromium.accessibleBesidesFrame(staff);
  }

  private void dress(Page staff, String language) {
    open(staff, LandingKind.CONFIRMED, language);
    staff.locator("[name=colour]").fill("#ffcc00");
    assertThat(staff.locator("[name=colours][value=own]")).isChecked();
    staff.locator("#contrast [data-colour]").waitFor();
    Chromium.accessibleBesidesFrame(staff);
    Chromium.picture(staff, "landing-page-colour-" + language);
    staff.locator("button[value=publish]").click();
    assertThat(staff.locator("[name=colour]")).hasAttribute("aria-invalid", "true");
    Chromium.accessibleBesidesFrame(staff);
    staff.locator("#contrast [data-colour]").click();
    assertThat(staff.locator("#contrast [data-colour]")).hasCount(0);
    // Too large for the server; the browser makes it smaller.
    staff
        .locator("[name=file]")
        .setInputFiles(new FilePayload("logo.png", "image/png", TestPictures.sun()));
    assertThat(staff.locator("#file-shrunk")).not().isEmpty();
    staff.locator("button[value=logo]").click();
    staff.locator(".landing-logo").first().waitFor();
    assertThat(staff.locator("[name=logo]:checked")).not().hasValue("");
    staff.locator("[name=logoAlt]").fill("Salon");
    staff.locator("[name=everywhere]").check();
    staff.locator("[name=text]").fill("{{ first_name | default(\"Sie\") }} – {{ tenant }}");
    staff.locator("button[value=publish]").click();
    staff.locator(".alert-success").waitFor();
    assertThat(server.bean(LandingPages.class).all(tenant))
        .allMatch(page -> page.logo() != null && !page.content().colour().isEmpty());
  }

  private void hosts(Page staff, String language) {
    staff.navigate(server.url() + "/app/settings/hosts");
    Chromium.accessible(staff);
    staff.locator("[name=host]").fill("danke.example");
    staff.locator("main form button.btn-primary").click();
    staff.locator("main li").waitFor();
    Chromium.accessible(staff);
    Chromium.picture(staff, "hosts-" + language);
  }

  /** Each public page with own words, colour and logo. */
  private void visit(Page visitor, String language) {
    List<String> words = WORDS.get(language);
    UUID message = signUp(language);
    String confirm = link(Kind.CONFIRM, message);
    visitor.navigate(confirm);
    assertThat(visitor.locator("h1")).hasText(words.get(0));
    assertThat(visitor.locator("header img")).hasAttribute("alt", "Salon");
    seen(visitor, "landing-confirm-" + language);
    visitor.getByRole(AriaRole.BUTTON).click();
    assertThat(visitor.locator("main")).containsText("Berta –");
    seen(visitor, "landing-confirmed-" + language);
    visitor.navigate(confirm);
    assertThat(visitor.locator("main")).not().containsText("Berta");
    seen(visitor, "landing-already-" + language);
    visitor.navigate(link(Kind.UNSUBSCRIBE, message));
    seen(visitor, "landing-unsubscribe-" + language);
    visitor.getByRole(AriaRole.BUTTON).click();
    seen(visitor, "landing-unsubscribed-" + language);
    UUID second = signUp(language);
    visitor.navigate(link(Kind.REFUSE, second));
    seen(visitor, "landing-refuse-" + language);
    visitor.getByRole(AriaRole.BUTTON).click();
    seen(visitor, "landing-refused-" + language);
  }

  private void late(Page visitor, String language) {
    String late = link(Kind.CONFIRM, signUp(language));
    server.clock().tick(Duration.ofDays(8));
    visitor.navigate(late);
    seen(visitor, "landing-expired-" + language);
  }

  private static void seen(Page visitor, String name) {
    Chromium.accessible(visitor);
    Chromium.picture(visitor, name);
  }

  /** Chromium holds a form's redirects to the page's policy as well. */
  private void lead(Chromium chromium, Page staff, String language) {
    open(staff, LandingKind.CONFIRMED, language);
    staff.locator("[name=redirect]").fill("https://danke.example/?email=a@b.example");
    staff.locator("button[value=publish]").click();
    assertThat(staff.locator("[name=redirect]")).hasAttribute("aria-invalid", "true");
    staff.locator("[name=redirect]").fill("https://danke.example/danke");
    staff.locator("button[value=publish]").click();
    staff.locator(".alert-success").waitFor();
    Page visitor = chromium.openWindow(language);
    visitor.route(
        "https://danke.example/**",
        route ->
            route.fulfill(
                new Route.FulfillOptions().setContentType("text/html").setBody("<h1>Danke</h1>")));
    visitor.navigate(link(Kind.CONFIRM, signUp(language)));
    visitor.getByRole(AriaRole.BUTTON).click();
    visitor.waitForURL("https://danke.example/danke");
    assertThat(visitor.locator("h1")).hasText("Danke");
    visitor.context().close();
  }

  /** Without script all of it can be done as well. */
  private void withoutScript(Page staff, String language) {
    open(staff, LandingKind.REFUSED, language);
    staff.locator("[name=heading]").fill("Without script");
    staff.locator("#refresh").click();
    assertThat(staff.frameLocator("iframe").locator("h1")).hasText("Without script");
    assertThat(staff.frameLocator("iframe").locator("h1")).hasCSS("font-size", "24px");
    staff.locator("button[value=publish]").click();
    staff.locator(".alert-success").waitFor();
    staff.locator("a[href$='/versions/1']").click();
    assertThat(staff.frameLocator("iframe").locator("h1")).not().hasText("Without script");
    Chromium.picture(staff, "landing-version-" + language);
    staff.context().close();
  }

  private UUID signUp(String language) {
    Form form =
        server.bean(Forms.class).all(tenant).stream()
            .filter(one -> one.language().code().equals(language))
            .findFirst()
            .orElseThrow();
    String address = "b" + ++visitors + "@example.org";
    var answer =
        server
            .browser()
            .postBare(
                "/f/" + form.key(),
                Map.of(
                    "email",
                    address,
                    "firstName",
                    "Berta",
                    "lastName",
                    "",
                    "newsletter",
                    "true",
                    "privacy",
                    "true",
                    "homepage",
                    ""));
    assertThat(answer.status()).as(FailureWords.of(answer.body())).isEqualTo(303);
    return server
        .bean(Database.class)
        .read(
            tenant,
            connection ->
                server
                    .bean(JdbcClient.class)
                    .sql(
                        """
                        SELECT m.id FROM message m
                        JOIN contact_point p ON p.id = m.contact_point_id
                        WHERE p.address_key = ?
                        """)
                    .param(address)
                    .query(UUID.class)
                    .single());
  }

  private String link(Kind kind, UUID message) {
    var content =
        new Tokens.Content(
            kind,
            server.bean(Tenants.class).numberOf(tenant),
            message,
            kind == Kind.UNSUBSCRIBE
                ? Optional.empty()
                : Optional.of(server.clock().instant().plus(Duration.ofDays(7))));
    return "%s/%s/%s"
        .formatted(
            server.url(),
            kind.name().substring(0, 1).toLowerCase(),
            server.bean(Tokens.class).write(content));
  }
}

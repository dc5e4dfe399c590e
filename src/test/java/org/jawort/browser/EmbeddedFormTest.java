package org.jawort.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jawort.FullForm;
import org.jawort.OwnTenant;
import org.jawort.TestServer;
import org.jawort.form.Embedding;
import org.jawort.form.Embeddings;
import org.jawort.form.FieldType;
import org.jawort.form.Form;
import org.jawort.form.FormField;
import org.jawort.platform.Database;
import org.jawort.tenant.AllowedHosts;
import org.jawort.tenant.HostName;
import org.jawort.tenant.Role;
import org.jawort.tenant.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody else's website shows a form in each way there is, and visitors sign up on it. */
class EmbeddedFormTest {
  private static final List<FormField> FIELDS =
      List.of(
          FormField.of("email", "E-Mail-Adresse", FieldType.EMAIL, true, 254),
          FormField.of("firstName", "Vorname", FieldType.FIRST_NAME, false, 100),
          FormField.of("lastName", "Nachname", FieldType.LAST_NAME, false, 100));

  private final TestServer server = TestServer.guest();
  private final Form form = new FullForm(server).with(FIELDS);
  private final Embedding ways = server.bean(Embeddings.class).of(form);

  @Test
  @DisplayName("S1-14 law 15 script, frame, plain HTML and fetch on a page of another origin")
  void everyWay() {
    try (server;
        var site = new ForeignSite();
        var chromium = new Chromium()) {
      Page visitor = chromium.window("de", 390, 844);
      script(visitor, site);
      injected(visitor, site);
      frame(visitor, site);
      fetched(visitor, site);
      plain(chromium.withoutScript(visitor), site);
      for (String language : Chromium.languages("de")) {
        use(chromium.window(language, 390, 844), language);
      }
      chromium.noComplaints();
      refused(chromium.openWindow("de"), site);
    }
  }

  /** Twice on a page that forbids whatever it can forbid. */
  private void script(Page visitor, ForeignSite site) {
    String policy =
        "default-src 'none'; script-src %1$s; connect-src %1$s; require-trusted-types-for 'script'"
            .formatted(server.url());
    String page =
        site.page(
            "/script",
            policy + "; img-src data:",
            ways.script() + "<p>Dazwischen</p>" + ways.script());
    visitor.navigate(page + "?who=ada#top");
    assertThat(visitor.getByRole(AriaRole.BUTTON)).hasCount(2);
    Locator second = visitor.locator("p:text-is('Dazwischen') ~ div");
    assertThat(second.locator("button")).hasCSS("font-weight", "600");
    assertThat(second.locator("button")).hasCSS("background-color", FullForm.COMPUTED);
    asShown(second);
    Chromium.accessible(visitor);
    second.locator("[name=firstName]").fill("Ada");
    second.locator("button").click();
    Locator email = second.locator("[name=email]");
    assertThat(email).isFocused();
    assertThat(email).hasAccessibleDescription(Pattern.compile("„E-Mail-Adresse“ fehlt"));
    assertThat(second.locator(".wrong")).hasCount(4);
    Chromium.accessible(visitor);
    Chromium.picture(visitor, "embedded-form-de");
    fill(second, "script@example.org");
    second.locator("[name=age]").uncheck();
    second.locator("button").click();
    tooYoung(second);
    fill(second, "script@example.org");
    second.locator("button").click();
    assertThat(second.locator(".done")).isFocused();
    assertThat(second.getByRole(AriaRole.HEADING)).hasText(form.definition().thanksTitle());
    assertThat(visitor.getByRole(AriaRole.BUTTON)).hasCount(1);
    assertThat(visitor.url()).isEqualTo(page + "?who=ada#top");
    assertThat(visitor.context().cookies()).isEmpty();
    assertThat(pageOf("script@example.org")).isEqualTo(page);
    assertThat(askedFor("script@example.org")).containsExactly("newsletter");
  }

  private void fill(Locator where, String address) {
    server.clock().tick(Duration.ofSeconds(3));
    typed(where, address);
  }

  private static void typed(Locator where, String address) {
    where.locator("[name=email]").fill(address);
    for (String box : List.of("consent-newsletter", "privacy", "age")) {
      where.locator("[name=" + box + "]").check();
    }
  }

  /** Nothing is ticked, what is optional says so, and a keyboard opens the information. */
  private static void asShown(Locator where) {
    assertThat(where.locator("[type=checkbox]")).hasCount(4);
    assertThat(where.locator("[type=checkbox]:checked")).hasCount(0);
    assertThat(where.locator("[name=consent-events]")).not().hasAttribute("required", "");
    assertThat(where.getByText("(freiwillig)").last()).isVisible();
    Locator told = where.getByText("Muster <Hosting> GmbH");
    assertThat(told).isHidden();
    where.locator("summary").press("Enter");
    assertThat(told).isVisible();
    assertThat((Boolean) told.evaluate("one => one.innerText.includes('GmbH\\nBerlin')"))
        .as("its lines stay lines")
        .isTrue();
  }

  private static void tooYoung(Locator where) {
    assertThat(where.locator(".wrong")).hasCount(1);
    assertThat(where.locator("[name=age]"))
        .hasAccessibleDescription(Pattern.compile("Bitte bestätigen Sie Ihr Alter"));
  }

  /** The script comes long after the page, and finds two places and, later on, nothing to do. */
  private void injected(Page visitor, ForeignSite site) {
    visitor.navigate(site.page("/late", "", ways.place() + ways.place()));
    String inject =
        """
        address => new Promise(done => document.head.append(
          Object.assign(document.createElement("script"), {src: address, onload: done})))
        """;
    visitor.evaluate(inject, ways.address() + "/embed.js");
    assertThat(visitor.getByRole(AriaRole.BUTTON)).hasCount(2);
    visitor.evaluate(inject, ways.address() + "/embed.js");
    assertThat(visitor.locator("body [data-jawort] form")).hasCount(2);
    // Whoever is faster than people are is asked once more, where they are.
    Locator first = visitor.locator("body [data-jawort]").first();
    typed(first, "fast@example.org");
    first.locator("form button").click();
    Locator again = first.locator(".summary button");
    assertThat(first.locator(".summary")).isFocused();
    Chromium.accessible(visitor);
    again.click();
    assertThat(first.locator(".done")).isFocused();
    visitor.evaluate(inject, server.url() + "/f/1-aaaaaaaaaa/embed.js");
    assertThat(visitor.getByRole(AriaRole.BUTTON)).hasCount(1);
  }

  private void frame(Page visitor, ForeignSite site) {
    String page = site.page("/frame", "", ways.frame());
    visitor.navigate(page + "?who=ada");
    FrameLocator frame = visitor.frameLocator("iframe");
    Locator inside = frame.locator("body");
    assertThat(inside.locator("h1")).hasText(form.definition().title());
    visitor.waitForFunction(
        "() => { const f = document.querySelector('iframe'); return f.height !== '800'; }");
    assertThat(inside.locator("button")).hasCSS("background-color", FullForm.COMPUTED);
    asShown(inside);
    inside.locator("button").click();
    assertThat(inside.locator("#problems")).isFocused();
    fill(inside, "frame@example.org");
    inside.locator("[name=age]").uncheck();
    inside.locator("button").click();
    tooYoung(inside);
    inside.locator("[name=age]").check();
    inside.locator("button").click();
    assertThat(inside.locator("h1")).hasText(form.definition().thanksTitle());
    visitor.waitForFunction("() => Number(document.querySelector('iframe').height) < 500");
    assertThat(pageOf("frame@example.org")).isEqualTo(page);
    assertThat(askedFor("frame@example.org")).containsExactly("newsletter");
    // Whoever is faster than people are is asked once more, and stays in the frame.
    visitor.navigate(page);
    typed(inside, "hasty@example.org");
    inside.locator("button").click();
    assertThat(inside.locator("h1")).not().hasText(form.definition().title());
    inside.locator("form button").click();
    assertThat(inside.locator("h1")).hasText(form.definition().thanksTitle());
    assertThat(pageOf("hasty@example.org")).isEqualTo(page);
  }

  private void fetched(Page visitor, ForeignSite site) {
    visitor.navigate(site.page("/own", "", ""));
    String run = "async () => {" + ways.fetch() + "return answer.status + ' ' + errors.length; }";
    assertThat(visitor.evaluate(run)).isEqualTo("202 0");
    assertThat(visitor.evaluate(run.replace("ada@example.org", "nobody"))).isEqualTo("422 1");
    assertThat(visitor.evaluate(run.replace("\"age\" : true", "\"age\" : false")))
        .isEqualTo("422 1");
    assertThat(askedFor("ada@example.org")).containsExactly("newsletter");
  }

  private void plain(Page visitor, ForeignSite site) {
    visitor.navigate(site.page("/plain", "script-src 'none'", ways.plain()));
    assertThat(visitor.locator("[name=leaveEmpty]")).isHidden();
    asShown(visitor.locator("form"));
    fill(visitor.locator("form"), "no@address@example.org");
    visitor.locator("button").click();
    visitor.waitForURL(ways.address());
    assertThat(visitor.locator("[name=email]")).hasValue("no@address@example.org");
    assertThat(visitor.locator("[name=privacy]")).isChecked();
    assertThat(visitor.locator("[name=consent-events]")).not().isChecked();
    fill(visitor.locator("form"), "plain@example.org");
    visitor.locator("button").click();
    visitor.waitForURL("**/done");
    assertThat(pageOf("plain@example.org")).isEqualTo(ways.address());
    assertThat(askedFor("plain@example.org")).containsExactly("newsletter");
  }

  private void use(Page staff, String language) {
    Chromium.signIn(staff, server, Role.EDITOR, language);
    staff.navigate(server.url() + "/app/forms/" + form.id() + "/use");
    Chromium.accessible(staff);
    assertThat((Integer) staff.evaluate("() => document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(390);
    assertThat(staff.locator("button[data-copy]").first()).isVisible();
    staff.locator("pre").nth(1).click();
    assertThat(staff.evaluate("() => getSelection().toString().trim()")).isEqualTo(ways.script());
    Chromium.picture(staff, "form-use-" + language);
  }

  /** As soon as other websites are named, this one has a link and no form. */
  private void refused(Page visitor, ForeignSite site) {
    server
        .bean(AllowedHosts.class)
        .add(server.tenant(), new HostName("www.salon.example"), new UserId(UUID.randomUUID()));
    server.clock().tick(Duration.ofSeconds(6));
    visitor.navigate(site.page("/refused", "", ways.script()));
    assertThat(visitor.getByRole(AriaRole.LINK)).hasAttribute("href", ways.address());
    assertThat(visitor.getByRole(AriaRole.BUTTON)).hasCount(0);
  }

  private List<String> askedFor(String address) {
    return new OwnTenant(server, server.tenant()).purposes(address);
  }

  private String pageOf(String address) {
    return server
        .bean(Database.class)
        .read(
            server.tenant(),
            connection ->
                server
                    .bean(JdbcClient.class)
                    .sql(
                        """
                        SELECT content ->> 'page' FROM consent_evidence
                        WHERE tenant_id = :tenant AND content ->> 'address' = :address
                        """)
                    .param("tenant", server.tenant().value())
                    .param("address", address)
                    .query(String.class)
                    .single());
  }
}

package org.jawort.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.TestServer;
import org.jawort.consent.Evidence;
import org.jawort.consent.FormVersion;
import org.jawort.delivery.MessageId;
import org.jawort.form.Form;
import org.jawort.form.Forms;
import org.jawort.optin.OptIns;
import org.jawort.optin.SignUp;
import org.jawort.optin.Visit;
import org.jawort.optin.engine.RunEngine;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.NewUser;
import org.jawort.tenant.Role;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.Users;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Somebody looks how far sign-ups come, on a desk and on a phone. */
class FunnelTest {
  /** On which people sign up, before somebody looks. */
  private static final int DAYS = Integer.getInteger("jawort.days", 3);

  private static final List<String> DOMAINS =
      List.of("gmail.com", "gmx.de", "web.de", "t-online.de", "salon-weiss.example");
  private static final Visit VISIT = new Visit("192.0.2.0", "a browser");

  private final TestServer server = TestServer.timeTraveller();
  private final TenantId tenant = server.tenant();
  private final Map<String, String> staff = new HashMap<>();
  private final Random random = new Random(7);

  @Test
  @DisplayName("B-11 B-12 the funnel in a browser, WCAG 2.2 AA")
  void funnel() {
    try (server;
        var chromium = new Chromium()) {
      List.of("de", "en").forEach(this::employ);
      Page german = signedIn(chromium, "de");
      german.navigate(server.url() + "/app/funnel");
      assertThat(german.locator("main .empty-title"))
          .hasText("In diesem Zeitraum hat sich niemand angemeldet");
      Chromium.accessible(german);
      signUps(9);
      german.reload();
      assertThat(german.locator("main .alert")).containsText("erst 9 Anmeldungen");
      Chromium.accessible(german);
      Chromium.picture(german, "funnel-few-de");
      history();
      // Meanwhile the session is over.
      for (String language : Chromium.languages("de")) {
        look(signedIn(chromium, language), language);
      }
      german = signedIn(chromium, "de");
      dates(german);
      phone(german);
      chromium.noComplaints();
    }
  }

  private void employ(String language) {
    staff.put(language, Chromium.staff(language));
    server
        .bean(Users.class)
        .add(
            tenant,
            new NewUser(
                "Ada",
                StaffEmail.parse(staff.get(language)).orElseThrow(),
                Role.AUDITOR,
                Language.ofCode(language),
                TestServer.PASSWORD));
  }

  private Page signedIn(Chromium chromium, String language) {
    Page page = chromium.window(language, 1366, 900);
    Chromium.enter(page, server, staff.get(language));
    return page;
  }

  /** From the overview into the funnel, its rows, and out as a file. */
  private void look(Page page, String language) {
    page.navigate(server.url() + "/app");
    page.locator("main a[href='/app/funnel']").click();
    page.waitForURL("**/app/funnel");
    assertThat(page.locator(".funnel-steps li")).hasCount(6);
    assertThat(page.locator(".funnel-steps rect.funnel-fill")).hasCount(6);
    page.locator("#by").selectOption("provider");
    page.locator("main form button").first().click();
    page.waitForURL("**by=provider**");
    assertThat(page.locator(".funnel-table tbody tr")).hasCount(5);
    page.locator("details summary").last().click();
    Chromium.accessible(page);
    Chromium.picture(page, "funnel-" + language);
    page.locator(".funnel-table thead a").first().click();
    assertThat(page.locator(".funnel-table thead th").first())
        .hasAttribute("aria-sort", "ascending");
    page.locator(".funnel-table tbody a", new Page.LocatorOptions().setHasText("GMX")).click();
    page.waitForURL("**provider=GMX**");
    assertThat(page.locator("#provider")).hasValue("GMX");
    assertThat(page.locator(".funnel-table tbody tr")).hasCount(1);
    String file =
        page.request().get(server.url() + page.locator("a[download]").getAttribute("href")).text();
    assertThat(file.lines().toList()).hasSize(3);
    assertThat(file).contains("\"GMX\",\"GMX\"");
  }

  private void dates(Page page) {
    page.navigate(server.url() + "/app/funnel?period=own&from=2026-13-01&to=2026-01-01");
    assertThat(page.locator("[name=from]")).hasAttribute("aria-invalid", "true");
    assertThat(page.locator(".funnel-steps")).hasCount(0);
    Chromium.accessible(page);
    page.navigate(server.url() + "/app/funnel?provider=POSTEO");
    assertThat(page.locator("main .empty a")).hasCount(1);
    Chromium.accessible(page);
  }

  private void phone(Page page) {
    page.setViewportSize(390, 844);
    page.navigate(server.url() + "/app/funnel?by=provider");
    assertThat(page.locator(".funnel-steps li")).hasCount(6);
    assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(390);
    Chromium.accessible(page);
    Chromium.picture(page, "funnel-phone-de");
  }

  /** Days on which people sign up, and do what people do. */
  private void history() {
    for (int day = 0; day < DAYS; day++) {
      List<String> addresses = signUps(14 + random.nextInt(9));
      addresses.forEach(this::behave);
      server.clock().tick(Duration.ofHours(22));
      server.bean(RunEngine.class).advanceDue();
    }
  }

  private List<String> signUps(int many) {
    List<Form> forms = server.bean(Forms.class).all(tenant);
    var signUps = new ArrayList<SignUp>();
    for (int i = 0; i < many; i++) {
      Form form = forms.get(random.nextInt(4) == 0 ? 1 : 0);
      signUps.add(
          signUp(
              UUID.randomUUID() + "@" + DOMAINS.get((int) Math.abs(random.nextGaussian() * 2) % 5),
              form));
    }
    server.bean(OptIns.class).signUp(signUps);
    Await.until(
        "all mails are out",
        () ->
            ask(
                    Long.class,
                    "SELECT count(*) FROM message WHERE tenant_id = ? AND status = 'QUEUED'",
                    tenant.value())
                == 0);
    return signUps.stream().map(SignUp::address).toList();
  }

  private SignUp signUp(String address, Form form) {
    var box = new Evidence.Box("newsletter", null, "Ich möchte Post.", true);
    var evidence =
        Evidence.of(address)
            .seen("192.0.2.0", "a browser")
            .on("https://example.org/", null)
            .shown(List.of(box));
    return new SignUp(
        tenant,
        address,
        address,
        "Ada",
        null,
        form.language(),
        form.purpose(),
        new FormVersion(form.id().value(), 1),
        evidence);
  }

  private void behave(String address) {
    double fate = random.nextDouble();
    if (fate > 0.86) {
      return;
    }
    server.clock().tick(Duration.ofSeconds(20 + (long) (Math.pow(random.nextDouble(), 3) * 900)));
    MessageId mail =
        new MessageId(
            ask(
                UUID.class,
                "SELECT m.id FROM message m JOIN contact_point p ON p.tenant_id = m.tenant_id"
                    + " AND p.id = m.contact_point_id WHERE m.tenant_id = ? AND p.address_key = ?",
                tenant.value(),
                address));
    OptIns optIns = server.bean(OptIns.class);
    optIns.noteFetch(tenant, mail, "CONFIRM", VISIT);
    if (fate < 0.68) {
      optIns.confirm(tenant, mail, VISIT);
    } else if (fate < 0.71) {
      optIns.refuse(tenant, mail, VISIT);
    }
  }

  private <T> T ask(Class<T> type, String sql, Object... values) {
    return server
        .bean(Database.class)
        .read(
            tenant,
            c -> server.bean(JdbcClient.class).sql(sql).params(values).query(type).single());
  }
}

package org.jawort.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.TestServer;
import org.jawort.consent.Evidence;
import org.jawort.contact.ContactId;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomFields;
import org.jawort.delivery.MessageId;
import org.jawort.erasure.ErasureWish;
import org.jawort.erasure.Erasures;
import org.jawort.form.Form;
import org.jawort.form.Forms;
import org.jawort.optin.OptIns;
import org.jawort.optin.SignUp;
import org.jawort.optin.Visit;
import org.jawort.optin.engine.RunEngine;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessChangeOutcome;
import org.jawort.optin.process.ProcessDraft;
import org.jawort.optin.process.ProcessId;
import org.jawort.optin.run.RunStatistics;
import org.jawort.optin.run.StepCounts;
import org.jawort.optin.step.Step;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Staff watch people on their way through a process, and see to what it leaves them. */
class WatchingTest {
  private static final Visit VISIT = new Visit("192.0.2.0/24", "a browser");

  /** How many rows the table of another page has. */
  private static final String ROWS =
      """
      async address => new DOMParser()
        .parseFromString(await (await fetch(address)).text(), 'text/html')
        .querySelectorAll('tbody tr').length
      """;

  private final TestServer server = TestServer.timeTraveller();
  private final TenantId tenant = server.tenant();
  private final OptInProcesses processes = server.bean(OptInProcesses.class);
  private int people;

  @Test
  @DisplayName(
      "S1-09 S1-08 versions, numbers, notices, groups and fields in a browser, WCAG 2.2 AA")
  void watching() {
    try (server;
        var chromium = new Chromium()) {
      for (String language : Chromium.languages("de")) {
        ProcessId process = walked(language);
        Page page = chromium.window(language, 1366, 900);
        Chromium.signIn(page, server, Role.OWNER, language);
        picture(page, process, language);
        compare(page, process, language);
        notices(page, language);
        belongings(page, language);
        narrow(page, process, language);
      }
      chromium.noComplaints();
    }
  }

  /** Somebody in every place: lapsed, confirmed, refused, waiting, and one who was erased. */
  private ProcessId walked(String code) {
    Language language = Language.ofCode(code);
    UUID group = server.bean(ContactGroups.class).create(tenant, "Neu " + code).orElseThrow();
    UUID field = server.bean(CustomFields.class).create(tenant, "Via " + code).orElseThrow();
    UUID by = UUID.randomUUID();
    ProcessDraft draft = processes.create(tenant, by, language, "Willkommen " + code);
    online(draft, by, steps(draft, 3, group, field));
    UUID lapsed = signUp(language, "Lara");
    server.clock().tick(Duration.ofDays(4));
    server.bean(RunEngine.class).advanceDue();
    Await.until("the run has lapsed", () -> status(lapsed).equals("LAPSED"));
    OptIns optIns = server.bean(OptIns.class);
    for (String name : List.of("Ada", "Berta", "Erna")) {
      UUID point = signUp(language, name);
      optIns.confirm(tenant, question(point), VISIT);
      server.bean(RunEngine.class).advanceDue();
      Await.until("the run is complete", () -> step(point).equals("complete"));
      if (name.equals("Erna")) {
        erase(point);
      }
    }
    optIns.refuse(tenant, question(signUp(language, "Rosa")), VISIT);
    signUp(language, "Wilma");
    ProcessDraft second = processes.draft(tenant, draft.process()).orElseThrow();
    online(second, by, steps(draft, 5, group, field));
    return draft.process();
  }

  private static List<Step> steps(ProcessDraft standard, int days, UUID group, UUID field) {
    Step.SendCampaign send = (Step.SendCampaign) standard.steps().getFirst();
    return List.of(
        new Step.SendCampaign("send", send.campaign(), "wait"),
        new Step.WaitForConfirmation("wait", days, "in", "out"),
        new Step.AddToGroup("in", group, "set"),
        new Step.SetField("set", field, "Website", "tell"),
        new Step.NotifyStaff("tell", null, "Bitte anrufen und willkommen heißen", "complete"),
        new Step.Complete("complete"),
        new Step.Unsubscribe("out"));
  }

  private void online(ProcessDraft draft, UUID by, List<Step> steps) {
    var saved =
        (ProcessChangeOutcome.Saved)
            processes.saveDraft(tenant, by, draft.process(), draft.revision(), steps);
    ProcessChangeOutcome change =
        processes.activate(tenant, by, draft.process(), saved.draft().revision());
    assertThat(change).as("%s", change).isInstanceOf(ProcessChangeOutcome.Activated.class);
  }

  private UUID signUp(Language language, String name) {
    String address = name.toLowerCase(Locale.ROOT) + ++people + "@example.org";
    Form form =
        server.bean(Forms.class).all(tenant).stream()
            .filter(one -> one.language() == language)
            .findFirst()
            .orElseThrow();
    List<Evidence.Box> boxes =
        form.definition().boxes().stream()
            .map(box -> new Evidence.Box(box.key(), box.wording(), box.text(), true))
            .toList();
    var evidence =
        Evidence.of(address)
            .seen("192.0.2.0/24", "B/1")
            .on("https://a.example/", null)
            .shown(boxes);
    server
        .bean(OptIns.class)
        .signUp(
            new SignUp(
                tenant,
                address,
                address,
                name,
                "Beispiel",
                language,
                form.purpose(),
                form.version(),
                evidence));
    return one(
        UUID.class, "SELECT id FROM contact_point WHERE tenant_id = ? AND address = ?", address);
  }

  private <T> T one(Class<T> type, String sql, Object value) {
    return server
        .bean(Database.class)
        .read(
            tenant,
            c ->
                server
                    .bean(JdbcClient.class)
                    .sql(sql)
                    .params(tenant.value(), value)
                    .query(type)
                    .single());
  }

  private String status(UUID point) {
    return one(
        String.class, "SELECT status FROM run WHERE tenant_id = ? AND contact_point_id = ?", point);
  }

  private String step(UUID point) {
    return one(
        String.class, "SELECT step FROM run WHERE tenant_id = ? AND contact_point_id = ?", point);
  }

  private MessageId question(UUID point) {
    return new MessageId(
        one(
            UUID.class,
            "SELECT id FROM message WHERE tenant_id = ? AND contact_point_id = ?",
            point));
  }

  private void erase(UUID point) {
    UUID contact =
        one(
            UUID.class,
            "SELECT contact_id FROM contact_point WHERE tenant_id = ? AND id = ?",
            point);
    var wish =
        new ErasureWish(
            new ContactId(contact),
            Optional.empty(),
            ErasureWish.Proof.DESTROY,
            true,
            Optional.empty());
    server.bean(Erasures.class).erase(tenant, wish, Actor.PROCESS);
  }

  private String text(String language, String key, Object... arguments) {
    Locale locale = Language.ofCode(language).locale();
    return server.bean(MessageSource.class).getMessage(key, arguments, locale);
  }

  /**
   * Each number of the picture leads to as many as it says, but for who was erased; looked at in
   * one language, for the numbers are the same, and without drawing each list.
   */
  private void picture(Page page, ProcessId process, String language) {
    String versions = server.url() + "/app/automation/" + process + "/versions";
    page.navigate(versions);
    assertThat(page.locator("tbody tr")).hasCount(2);
    seen(page, "versions-" + language);
    page.locator("a[href$='/versions/1']").click();
    assertThat(page.locator("main")).containsText(text(language, "version.sums", "6", "1", "5"));
    seen(page, "version-" + language);
    Map<String, StepCounts> counts = server.bean(RunStatistics.class).counts(tenant, process, 1);
    assertThat(counts.get("wait").left())
        .isEqualTo(Map.of(Step.Way.CONFIRMED, 3L, Step.Way.UNCONFIRMED, 1L, Step.Way.STOPPED, 1L));
    var addresses = new ArrayList<String>();
    page.locator(".version-count, .version-went")
        .all()
        .forEach(link -> addresses.add(link.getAttribute("href")));
    assertThat(addresses).hasSize(10);
    for (String address : language.equals("de") ? addresses : List.<String>of()) {
      boolean erased =
          address.contains("=in&way")
              || address.contains("=set&way")
              || address.contains("=tell&way")
              || address.contains("CONFIRMED") && !address.contains("UN")
              || address.contains("=complete");
      int listed = address.contains("=send&way") ? 5 : erased ? 2 : 1;
      assertThat(page.evaluate(ROWS, address)).as(address).isEqualTo(listed);
    }
    page.navigate(versions + "/1/runs?step=wait&way=CONFIRMED");
    assertThat(page.locator("main")).containsText(text(language, "version.runs.many", "3"));
    assertThat(page.locator("main")).containsText(text(language, "version.runs.erased"));
    seen(page, "version-runs-" + language);
    page.locator("tbody a").first().click();
    assertThat(page.locator("#groups")).containsText("Neu " + language);
    page.navigate(versions + "/2/runs?step=wait");
    assertThat(page.locator("main")).containsText(text(language, "version.runs.none"));
    Chromium.accessible(page);
    for (String wrong : List.of("/3", "/1/runs?step=nope", "/1/runs?step=wait&way=X", "/x")) {
      assertThat(page.request().get(versions + wrong).status()).isEqualTo(404);
    }
  }

  private void compare(Page page, ProcessId process, String language) {
    String versions = server.url() + "/app/automation/" + process + "/versions";
    page.navigate(versions + "/compare");
    assertThat(page.locator("main")).containsText(text(language, "version.differences.one"));
    seen(page, "version-compare-" + language);
    page.locator("#before").selectOption("2");
    page.locator("main form button").click();
    assertThat(page.locator("main")).containsText(text(language, "version.same"));
    Chromium.accessible(page);
    page.navigate(versions + "/2/restore");
    assertThat(page.locator("main")).containsText(text(language, "version.restore.same"));
    page.navigate(versions + "/1/restore");
    seen(page, "version-restore-" + language);
    // Somebody else begins a draft meanwhile.
    ProcessDraft draft = processes.draft(tenant, process).orElseThrow();
    var steps = new ArrayList<Step>(draft.steps());
    steps.set(1, new Step.WaitForConfirmation("wait", 9, "in", "out"));
    processes.saveDraft(tenant, UUID.randomUUID(), process, draft.revision(), steps);
    page.locator("main form button").click();
    assertThat(page.locator(".alert-warning"))
        .containsText(text(language, "version.conflict.somebody"));
    seen(page, "version-conflict-" + language);
    page.locator("main form button").click();
    page.waitForURL("**/app/automation/" + process);
    assertThat(page.locator("body")).containsText(text(language, "version.restored", 1));
    assertThat(processes.difference(tenant, process, 0, 1)).isEmpty();
    page.navigate(versions + "/compare");
    assertThat(page.locator("#after")).hasValue("0");
  }

  private void notices(Page page, String language) {
    page.navigate(server.url() + "/app");
    page.locator(".frame-waits").click();
    page.waitForURL("**/app/notices");
    assertThat(page.locator("tbody tr").first()).containsText("Bitte anrufen");
    seen(page, "notices-" + language);
    page.locator("tbody form button").first().click();
    assertThat(page.locator("body")).containsText(text(language, "notice.done"));
    page.locator("form[action$='/notices/read'] button").click();
    assertThat(page.locator(".frame-waits .badge")).hasCount(0);
    Chromium.accessible(page);
  }

  private void belongings(Page page, String language) {
    page.navigate(server.url() + "/app/settings/fields");
    seen(page, "fields-" + language);
    page.locator("a[href$='/fields/new']").first().click();
    page.locator("#name").fill("via " + language);
    page.locator("main form button").click();
    assertThat(page.locator("#name")).hasAttribute("aria-invalid", "true");
    Chromium.accessible(page);
    page.locator("#name").fill("Farbe " + language);
    page.locator("main form button").click();
    page.navigate(server.url() + "/app/target-groups");
    seen(page, "groups-" + language);
    page.locator("tbody a[href$='/delete']").last().click();
    seen(page, "group-used-" + language);
    page.navigate(server.url() + "/app/target-groups");
    page.locator("tbody td a").first().click();
    seen(page, "group-" + language);
    page.locator("tbody a").first().click();
    page.locator("a[href$='/fields']").click();
    page.locator("form input[type=text]").first().fill("grün");
    Chromium.accessible(page);
    page.locator("main form button").click();
    assertThat(page.locator("#fields")).containsText("grün");
    seen(page, "contact-own-" + language);
    page.locator("#groups form[action$='/remove'] button").first().click();
    page.locator("#groups select").waitFor();
    page.locator("#groups form[action$='/groups'] button").click();
    assertThat(page.locator("body")).containsText(text(language, "group.member.added"));
  }

  private void narrow(Page desk, ProcessId process, String language) {
    desk.setViewportSize(390, 844);
    String versions = "/app/automation/" + process + "/versions";
    for (Map.Entry<String, String> one :
        Map.of(
                "version",
                versions + "/1",
                "runs",
                versions + "/1/runs?step=wait&way=CONFIRMED",
                "notices",
                "/app/notices",
                "groups",
                "/app/target-groups")
            .entrySet()) {
      desk.navigate(server.url() + one.getValue());
      seen(desk, one.getKey() + "-phone-" + language);
    }
    desk.context().close();
  }

  private static void seen(Page page, String name) {
    Chromium.accessible(page);
    Chromium.picture(page, "watch-" + name);
  }
}

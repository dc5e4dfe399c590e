package org.jawort.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jawort.TestServer;
import org.jawort.contact.ContactKind;
import org.jawort.contact.Contacts;
import org.jawort.contact.CreationOutcome;
import org.jawort.contact.MasterData;
import org.jawort.contact.NewContact;
import org.jawort.contact.Origin;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.GroupMemberChanges;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Role;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobTicks;
import org.jawort.tenant.job.JobWork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.MessageSource;

/** A group is asked for its consent, and the job is watched to its end without a reload. */
class AskingGroupTest {
  private static final int MEMBERS = 50;

  static List<String> languages() {
    return Chromium.languages("en");
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("S1-16 a group is asked on one page, and its job is watched on the next")
  void asked(String language) {
    try (var server = TestServer.guest(Language.ofCode(language));
        var chromium = new Chromium()) {
      Page page = chromium.window(language, 1280, 900);
      Chromium.signIn(page, server, Role.EDITOR, language);
      JobWork work = server.bean(JobWork.class);
      work.stop();
      try {
        walk(server, page, language, work);
      } finally {
        work.stop();
        work.start();
      }
      chromium.noComplaints();
    }
  }

  private static void walk(TestServer server, Page page, String language, JobWork work) {
    page.navigate(server.url() + "/app/jobs");
    assertThat(page.locator("main")).containsText(text(server, language, "job.empty"));
    Chromium.accessible(page);
    UUID group = group(server, language);
    page.navigate(server.url() + "/app/target-groups/" + group);
    Chromium.accessible(page);
    page.locator("a[href$='/request']").click();
    page.waitForURL("**/request");
    page.locator("[value=EXISTING_CUSTOMER]").check();
    page.locator("#basisNote").fill(language.equals("de") ? "Haarschnitt" : "A haircut");
    Chromium.accessible(page);
    Chromium.picture(page, "asking-group-" + language);
    String before = page.locator("#lasting").textContent();
    page.locator("#perHour").fill("500");
    page.locator("#perDomain").fill("500");
    page.locator("button[name=again]").click();
    assertThat(page.locator("#lasting")).not().hasText(before);
    assertThat(page.locator("#basisNote")).not().hasValue("");
    page.locator("main form[method=post] .btn-primary").click();
    page.waitForURL("**/app/jobs/*");
    var job = new JobId(UUID.fromString(page.url().replaceAll(".*/", "")));
    server.clock().tick(Duration.ofSeconds(3));
    JobTicks.on(server).step(tenant(server), job, MEMBERS / 5 * 2);
    assertThat(page.locator("#job-bar")).containsText("(40 %)");
    Chromium.accessible(page);
    Chromium.picture(page, "job-" + language);
    page.locator("#job-acts button").focus();
    work.start();
    assertThat(page.locator("#job-state")).hasText(text(server, language, "job.heading.DONE"));
    assertThat(page.locator("#job-acts button")).hasCount(0);
    assertThat(page.locator("#job-bar")).containsText("(100 %)");
    Chromium.accessible(page);
    page.locator("main a[href='/app/jobs']").click();
    page.waitForURL("**/app/jobs");
    Chromium.accessible(page);
    Chromium.picture(page, "jobs-" + language);
  }

  private static TenantId tenant(TestServer server) {
    return server.tenant();
  }

  private static String text(TestServer server, String language, String key) {
    Locale locale = Language.ofCode(language).locale();
    return server.bean(MessageSource.class).getMessage(key, null, locale);
  }

  private static UUID group(TestServer server, String language) {
    TenantId tenant = tenant(server);
    String name = language.equals("de") ? "Stammgäste" : "Regulars";
    UUID group = server.bean(ContactGroups.class).create(tenant, name).orElseThrow();
    Language of = Language.ofCode(language);
    List<NewContact> people =
        IntStream.range(0, MEMBERS)
            .mapToObj(
                i -> {
                  var data = new MasterData(ContactKind.CUSTOMER, "Gast", "Nr. " + i, null, of);
                  var address =
                      CheckedAddress.parse(Channel.EMAIL, "gast" + i + "@example.org")
                          .orElseThrow();
                  return new NewContact(data, List.of(address), Origin.STAFF);
                })
            .toList();
    for (CreationOutcome made : server.bean(Contacts.class).create(tenant, people)) {
      var contact = ((CreationOutcome.Created) made).card().contact().id();
      server.bean(GroupMemberChanges.class).add(tenant, group, List.of(contact), Actor.PROCESS);
    }
    return group;
  }
}

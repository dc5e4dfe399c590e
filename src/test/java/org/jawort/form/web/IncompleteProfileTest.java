package org.jawort.form.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jawort.Await;
import org.jawort.Jawort;
import org.jawort.OwnTenant;
import org.jawort.TestBrowser;
import org.jawort.TestPostgres;
import org.jawort.TestServer;
import org.jawort.form.Forms;
import org.jawort.optin.SignUpOutcome;
import org.jawort.platform.Language;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Nothing goes out in nobody's name, also where the first owner came by settings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncompleteProfileTest {
  private static final Map<String, String> FIELDS =
      Map.of("email", "early@example.org", "newsletter", "true", "privacy", "true");

  private final String database = TestPostgres.migratedDatabase("incomplete").url();
  private TestServer server;
  private OwnTenant tenant;

  @BeforeAll
  void start() {
    server =
        TestServer.untouched(
            database,
            Map.of(
                "JAWORT_ADMIN_EMAIL", TestServer.OWNER,
                "JAWORT_ADMIN_PASSWORD", TestServer.PASSWORD));
    tenant = new OwnTenant(server, server.tenant());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private String form(Language language) {
    return server.bean(Forms.class).pathOf(tenant.id(), language).orElseThrow();
  }

  private long rows(String table) {
    return rows(tenant, table);
  }

  private static long rows(OwnTenant of, String table) {
    String sql = "SELECT count(*) FROM " + table + " WHERE tenant_id = ?";
    return of.list(Long.class, sql, of.id().value()).getFirst();
  }

  private void change(List<Language> languages, boolean policy) {
    TenantProfile old = server.bean(Tenants.class).find(tenant.id()).profile();
    TenantProfile good = TestServer.completed(old);
    server
        .bean(Tenants.class)
        .update(
            tenant.id(),
            new TenantProfile(
                good.name(),
                good.imprint(),
                policy ? good.privacyPolicyUrl() : Optional.empty(),
                good.senderName(),
                good.senderAddress(),
                good.replyTo(),
                languages,
                good.timeZone(),
                good.ipMode(),
                good.colour(),
                good.country()));
  }

  private String doctor() {
    var out = new ByteArrayOutputStream();
    var settings = new HashMap<String, String>();
    settings.put("JAWORT_DATABASE_URL", database);
    settings.put("JAWORT_SECRET", "a secret of the tests, long enough for anybody");
    Jawort.examine(
        settings,
        Path.of("target/no-such-file"),
        false,
        new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("law 3 57 S1-12 Until the profile stands no form is online and no mail leaves")
  void untilItStands() {
    String form = form(Language.DE);
    TestBrowser.Page page = server.browser().get(form);
    assertThat(page.status()).isEqualTo(503);
    assertThat(page.body())
        .contains("gerade nicht verfügbar")
        .doesNotContain("Impressum<", "<form");
    assertThat(server.owner().get(form).body())
        .contains("das Impressum", "der Name Ihrer Firma", "der Absender", "/app/settings")
        .contains("die Adresse Ihrer Datenschutzerklärung");
    assertThat(server.owner().get("/app").body())
        .contains("Noch ist kein Formular online", "das Impressum", "href=\"/app/settings\"");
    assertThat(server.owner().get("/app/forms").body()).contains("Noch ist kein Formular online");
    assertThat(server.browser().postBare(form, FIELDS).status()).isEqualTo(503);
    TestBrowser.Page json =
        server.browser().header("Accept", "application/json").postBare(form, FIELDS);
    assertThat(json.status()).isEqualTo(503);
    assertThat(json.body()).contains("urn:jawort:problem:offline");
    assertThat(rows("contact_point")).isZero();
    assertThat(doctor()).contains("lacks name, imprint, sender, privacy policy");

    change(List.of(Language.DE, Language.EN), false);
    assertThat(server.browser().get(form).status()).as("without a policy").isEqualTo(503);
    assertThat(tenant.signUp("queued@example.org")).isEqualTo(SignUpOutcome.STARTED);
    TestServer other = server.withTenant();
    var named = new OwnTenant(other, other.tenant());
    named.signUp("later@example.org");
    Await.until("another tenant's later mail leaves", () -> rows(named, "message_content") == 1);
    assertThat(rows("message")).isEqualTo(1);
    assertThat(rows("message_content")).as("mails that left").isZero();

    change(List.of(Language.DE), true);
    Await.until("what waited goes out", () -> rows("message_content"), sent -> sent == 1);
    assertThat(server.browser().get(form).status()).isEqualTo(200);
    assertThat(server.owner().get("/app").body()).doesNotContain("Noch ist kein Formular online");
    assertThat(doctor()).contains("is complete").doesNotContain("lacks");

    String english = form(Language.EN);
    assertThat(server.browser().get(english).status()).as("a language off").isEqualTo(503);
    assertThat(server.browser().postBare(english, FIELDS).status()).isEqualTo(503);
    assertThat(server.owner().get(english).body()).contains("switched off");
    assertThat(rows("contact_point")).isEqualTo(1);
  }
}

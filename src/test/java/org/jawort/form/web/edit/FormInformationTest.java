package org.jawort.form.web.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jawort.OwnTenant;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.form.Form;
import org.jawort.form.FormBox;
import org.jawort.form.Forms;
import org.jawort.platform.Database;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("S1-12 What the law wants on a form besides, and its look")
class FormInformationTest {
  private final TestServer server = TestServer.guest();
  private final TestBrowser owner = server.owner();
  private final OwnTenant tenant = new OwnTenant(server, server.tenant());
  private final String path = begun();

  private String begun() {
    owner.get("/app/forms/new");
    var made =
        owner.post(
            "/app/forms", Map.of("name", "Sommer", "purpose", "newsletter", "language", "de"));
    return made.location().replaceFirst("/edit.*", "");
  }

  private Form form() {
    return server.bean(Forms.class).all(tenant.id()).stream()
        .filter(one -> path.endsWith(one.id().value().toString()))
        .findFirst()
        .orElseThrow();
  }

  private String tab(String name) {
    var page = owner.get(path + "/edit?tab=" + name);
    assertThat(page.body()).doesNotContain("??");
    return page.body();
  }

  private TestBrowser.Page press(String tab, String button, Map<String, String> typed) {
    return owner.post(path + "/edit", new EditedPage(tab(tab)).sent(button, typed));
  }

  private void profile(Optional<String> thirdCountries, String country) {
    TenantProfile old = server.bean(Tenants.class).find(tenant.id()).profile();
    server
        .bean(Tenants.class)
        .update(
            tenant.id(),
            new TenantProfile(
                old.name(),
                old.imprint(),
                Optional.of(URI.create("https://salon.example/datenschutz")),
                Optional.empty(),
                old.senderName(),
                old.senderAddress(),
                old.replyTo(),
                old.languages(),
                old.timeZone(),
                old.ipMode(),
                old.colour(),
                country,
                thirdCountries));
  }

  @Test
  @DisplayName(
      "Law 56 the information of Art. 13 is made from the profile, names its gaps, and is part of the version")
  void information() {
    press("information", "save", Map.of("informs", "true"));
    String gaps = tab("information");
    assertThat(gaps)
        .contains("Es fehlt:", "Wer bekommt die Daten zu sehen", "#information-RECIPIENTS")
        .contains("Ob Daten die Europäische Union verlassen");
    var refused = press("information", "publish", Map.of("informs", "true"));
    assertThat(owner.get(refused.location()).body())
        .contains("In den Informationen nach Art. 13 DSGVO fehlt noch etwas");
    assertThat(form().online()).isFalse();
    profile(Optional.of("Keine."), "DE");
    press(
        "information",
        "publish",
        Map.of("information-RECIPIENTS", "Muster <Hosting> GmbH\nBerlin"));
    String shown = server.browser().get("/f/" + form().key()).body();
    assertThat(shown)
        .contains("<details class=\"information\">", "Muster &lt;Hosting&gt; GmbH")
        .contains("Art. 77 DSGVO", "Newsletter", "Keine.")
        .doesNotContain("Datenschutzbeauftragte", "<script", "??");
    assertThat(shown.length()).isLessThan(30_000);
    assertThat(owner.get(path + "/use").body()).contains("Muster &amp;lt;Hosting");

    int version = form().version().version();
    profile(Optional.of("Die USA, auf Grund eines Beschlusses."), "DE");
    assertThat(form().version().version()).isGreaterThan(version);
    assertThat(server.browser().get("/f/" + form().key()).body())
        .contains("Die USA, auf Grund eines Beschlusses.", "Muster");
    assertThat(owner.get(path + "/versions/" + version + "/shown").body())
        .contains("Keine.")
        .doesNotContain("Die USA");
  }

  @Test
  @DisplayName(
      "Law 6 whoever submits declares their age, in a box apart from consent, and the evidence holds it")
  void age() {
    assertThat(tab("information")).contains("mindestens 16 Jahre alt");
    press("information", "publish", Map.of("age", "true"));
    String address = "/f/" + form().key();
    assertThat(form().definition().boxes().stream().map(FormBox::key))
        .containsExactly("newsletter", "privacy", "age");
    assertThat(server.browser().get(address).body())
        .contains("Ich bin mindestens 16 Jahre alt.")
        .doesNotContain("checked");
    Map<String, Object> typed =
        new HashMap<>(Map.of("email", "ada@example.org", "newsletter", "on", "privacy", "on"));
    var young = server.browser().postBare(address, typed);
    assertThat(young.status()).isEqualTo(422);
    assertThat(young.body()).contains("Bitte bestätigen Sie Ihr Alter", "href=\"#age\"");
    typed.put("age", "on");
    assertThat(server.browser().postBare(address, typed).status()).isEqualTo(303);
    List<String> evidence =
        server
            .bean(Database.class)
            .read(
                tenant.id(),
                connection ->
                    server
                        .bean(JdbcClient.class)
                        .sql("SELECT content::text FROM consent_evidence WHERE tenant_id = :tenant")
                        .param("tenant", tenant.id().value())
                        .query(String.class)
                        .list());
    assertThat(evidence).anySatisfy(one -> assertThat(one).contains("mindestens 16 Jahre alt"));
    profile(Optional.empty(), "AT");
    assertThat(server.browser().get(address).body()).contains("Ich bin mindestens 14 Jahre alt.");
    press("information", "undo", Map.of());
    assertThat(tab("information")).contains("mindestens 14 Jahre alt");
  }

  @Test
  @DisplayName("B-12 a form has a colour of its own, on which white can be read")
  void colour() {
    for (String wrong : List.of("rot", "#ffee00")) {
      var refused = press("look", "save", Map.of("colour", wrong));
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.body()).contains("href=\"#colour\"", "value=\"" + wrong + "\"");
    }
    press("look", "publish", Map.of("colour", "#1B5E20"));
    assertThat(server.browser().get("/f/" + form().key()).body()).contains("/assets/t/1b5e20.css");
    assertThat(server.browser().get("/f/" + form().key() + "/done").body())
        .contains("/assets/t/1b5e20.css");
    press("look", "publish", Map.of("colour", ""));
    assertThat(form().definition().extras()).isNull();
  }
}

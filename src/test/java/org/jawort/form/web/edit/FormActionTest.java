package org.jawort.form.web.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.OwnTenant;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.consent.permission.MessageClass;
import org.jawort.contact.group.ContactGroups;
import org.jawort.form.Form;
import org.jawort.form.Forms;
import org.jawort.optin.engine.Journeys;
import org.jawort.platform.Database;
import org.jawort.tenant.Users;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("S1-13 S0-05 What a form does with a submission")
class FormActionTest {
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

  private TestBrowser.Page press(String tab, String button, Map<String, ?> typed) {
    Map<String, Object> sent = new EditedPage(tab(tab)).sent(button, Map.of());
    typed.forEach(
        (name, value) -> {
          if (value.equals("-")) {
            sent.remove(name);
          } else {
            sent.put(name, value);
          }
        });
    return owner.post(path + "/edit", sent);
  }

  private void submit(String address) {
    Map<String, Object> typed = new HashMap<>();
    typed.putAll(Map.of("email", address, "newsletter", "true", "privacy", "true"));
    assertThat(server.browser().postBare("/f/" + form().key(), typed).status()).isEqualTo(303);
  }

  private <T> List<T> list(Class<T> type, String sql) {
    return server
        .bean(Database.class)
        .read(
            tenant.id(),
            connection ->
                server
                    .bean(JdbcClient.class)
                    .sql(sql)
                    .param("tenant", tenant.id().value())
                    .query(type)
                    .list());
  }

  private UUID user() {
    return server.bean(Users.class).active(tenant.id()).getFirst().id().value();
  }

  @Test
  @DisplayName(
      "S1-13 groups, notices and calls are saved, had back, and done: at submitting, at the click")
  void followed() {
    UUID group = server.bean(ContactGroups.class).create(tenant.id(), "Gäste").orElseThrow();
    assertThat(tab("action")).contains("Gäste", "Double-Opt-In", "ada");
    for (String room : List.of("automation", "campaigns")) {
      String link = tab("action").replaceAll("(?s).*(/app/" + room + "/[0-9a-f-]{36})\".*", "$1");
      assertThat(owner.get(link).status()).as(link).isEqualTo(200);
    }
    var wrong = press("action", "save", Map.of("webhook", "http://crm.example/"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("href=\"#webhook\"", "value=\"http://crm.example/\"");
    press(
        "action",
        "save",
        Map.of(
            "groups",
            group,
            "staff",
            user(),
            "when",
            "SUBMITTED",
            "webhook",
            "https://crm.example/hook"));
    assertThat(new EditedPage(tab("action")).sent("", Map.of()))
        .containsEntry("groups", List.of(group.toString()))
        .containsEntry("staff", List.of(user().toString()));
    press("texts", "save", Map.of("title", "Zum Fest"));
    press("texts", "undo", Map.of());
    press("texts", "undo", Map.of());
    assertThat(new EditedPage(tab("action")).sent("", Map.of())).doesNotContainKey("groups");
    press("texts", "redo", Map.of());
    press("fields", "publish", Map.of());
    assertThat(server.bean(ContactGroups.class).uses(tenant.id(), group)).contains("Sommer");

    submit("ada@example.org");
    String members = "SELECT count(*) FROM contact_group_member WHERE tenant_id = :tenant";
    assertThat(list(Integer.class, members)).containsExactly(0);
    assertThat(owner.get("/app/notices").body())
        .contains("Formular „Sommer“: ein neuer Eingang", "ada@example.org");
    assertThat(owner.get("/app/settings/webhooks").body())
        .contains("Formular „Sommer“", "Aufgerufen von: Sommer", "https://crm.example/hook")
        .doesNotContain("??");
    tenant.confirm("ada@example.org");
    assertThat(list(Integer.class, members)).containsExactly(1);
    String notices = "SELECT count(*) FROM staff_notice WHERE tenant_id = :tenant";
    assertThat(list(Integer.class, notices)).as("told once").containsExactly(1);

    press("action", "publish", Map.of("when", "CONFIRMED"));
    submit("bob@example.org");
    assertThat(list(Integer.class, notices)).containsExactly(1);
    tenant.confirm("bob@example.org");
    assertThat(owner.get("/app/notices").body()).contains("Formular „Sommer“: Anmeldung bestätigt");
    assertThat(list(Integer.class, members)).containsExactly(2);
  }

  @Test
  @DisplayName(
      "S1-13 without the process all is kept under the mail block, nobody is asked, nothing is given")
  void unasked() {
    var promising = press("action", "publish", Map.of("asks", "-"));
    assertThat(owner.get(promising.location()).body())
        .contains("verschickt keine Bestätigungsmail");
    press("texts", "save", Map.of("intro", "Fragen Sie uns."));
    press("after", "publish", Map.of("thanksTitle", "Danke", "thanks", "Wir melden uns."));
    String address = "/f/" + form().key();
    assertThat(form().online()).isTrue();
    assertThat(owner.get(address).body())
        .as("law 4: an enquiry does not depend on a consent")
        .containsPattern("name=\"newsletter\"(?![^>]*required)")
        .containsPattern("name=\"privacy\"[^>]*required");
    submit("ada@example.org");
    assertThat(owner.get(address + "/done").body())
        .contains("Wir melden uns.")
        .doesNotContain("Spam-Ordner");
    assertThat(list(String.class, "SELECT mail_block FROM contact_point WHERE tenant_id = :tenant"))
        .containsExactly("NEW");
    assertThat(list(UUID.class, "SELECT id FROM message WHERE tenant_id = :tenant")).isEmpty();
    assertThat(list(UUID.class, "SELECT id FROM run WHERE tenant_id = :tenant")).isEmpty();
    assertThat(tenant.status("ada@example.org")).isEqualTo("UNKNOWN");
    assertThat(tenant.story("ada@example.org")).containsExactly("FILLED_IN");
    assertThat(
            list(
                String.class,
                "SELECT content::text FROM consent_evidence WHERE tenant_id = :tenant"))
        .singleElement()
        .asString()
        .contains("\"privacy\"", "\"newsletter\"");
    assertThat(list(UUID.class, "SELECT id FROM form_submission WHERE tenant_id = :tenant"))
        .hasSize(1);
    UUID contact =
        list(UUID.class, "SELECT contact_id FROM contact_point WHERE tenant_id = :tenant")
            .getFirst();
    assertThat(owner.get("/app/contacts/" + contact).body())
        .contains("ohne Bitte um Bestätigung")
        .doesNotContain("??");

    Map<String, Object> alone = Map.of("email", "bob@example.org", "privacy", "true");
    assertThat(server.browser().postBare(address, alone).status())
        .as("law 4: an enquiry without any consent")
        .isEqualTo(303);
    assertThat(tenant.story("bob@example.org")).containsExactly("FILLED_IN");

    press("action", "publish", Map.of("asks", "true"));
    assertThat(server.browser().postBare(address, alone).status()).isEqualTo(422);
    submit("ada@example.org");
    assertThat(tenant.status("ada@example.org")).isEqualTo("PENDING");
  }

  @Test
  @DisplayName(
      "S1-13 another confirmation mail is chosen among those that suit, sent, and kept in use")
  void chosenMail() {
    var campaigns = new Journeys(server);
    UUID summer = campaigns.campaign("Sommermail", MessageClass.OPT_IN, "{{ confirm_link('Ja') }}");
    UUID bare = campaigns.campaign("Ohne Link", MessageClass.OPT_IN, "Hallo");
    assertThat(tab("action"))
        .contains("Sommermail", "Die des Prozesses")
        .doesNotContain("Ohne Link");

    press("action", "save", Map.of("mail", bare));
    assertThat(tab("action")).contains("Ohne Link (geht so nicht hinaus)", "Die gewählte");
    press("action", "save", Map.of("mail", UUID.randomUUID()));
    assertThat(tab("action")).contains("Eine Kampagne, die es nicht mehr gibt");
    press("action", "publish", Map.of("mail", summer));
    assertThat(new EditedPage(tab("action")).sent("", Map.of()))
        .containsEntry("mail", List.of(summer.toString()));
    submit("ada@example.org");
    assertThat(list(UUID.class, "SELECT campaign_id FROM message WHERE tenant_id = :tenant"))
        .containsExactly(summer);
    assertThat(owner.get("/app/campaigns/" + summer).body()).contains("Sommer");
    var draft = owner.post("/app/campaigns/" + summer + "/again", Map.of());
    assertThat(
            list(
                String.class,
                "SELECT status FROM campaign WHERE tenant_id = :tenant AND name = 'Sommermail'"))
        .as("a campaign that a form asks with stays ready; answered %s", draft.status())
        .containsExactly("READY");
    tenant.confirm("ada@example.org");
    assertThat(tenant.status("ada@example.org")).isEqualTo("CONFIRMED");

    press("action", "publish", Map.of("mail", ""));
    submit("bob@example.org");
    assertThat(
            list(
                UUID.class,
                "SELECT campaign_id FROM message WHERE tenant_id = :tenant AND campaign_id <> '"
                    + summer
                    + "'"))
        .hasSize(1);
  }
}

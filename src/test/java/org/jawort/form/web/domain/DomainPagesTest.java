package org.jawort.form.web.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.form.Form;
import org.jawort.form.Forms;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("B-07 Which domains may sign up")
class DomainPagesTest {
  private static final String PATH = "/app/settings/domains";

  private final TestServer server = TestServer.guest();
  private final TestBrowser owner = server.owner();
  private final TestBrowser visitor = server.browser();

  private String form() {
    Form german =
        server.bean(Forms.class).all(server.tenant()).stream()
            .filter(form -> form.language() == Language.DE)
            .findFirst()
            .orElseThrow();
    return "/f/" + german.key();
  }

  private TestBrowser.Page submit(String address, Map<String, String> more) {
    var fields =
        new HashMap<String, String>(
            Map.of("email", address, "firstName", "Zoë", "newsletter", "true", "privacy", "true"));
    fields.putAll(more);
    return visitor.postBare(form(), fields);
  }

  private TestBrowser.Page submit(String address) {
    return submit(address, Map.of());
  }

  /** The same as an own front end sends it. */
  private TestBrowser.Page program(String address) {
    TestBrowser json = server.browser();
    json.header("Accept", "application/json");
    return json.postBare(form(), Map.of("email", address, "newsletter", "true", "privacy", "true"));
  }

  private void rule(String domain, String rule) {
    owner.get(PATH);
    assertThat(owner.post(PATH, Map.of("name", domain, "rule", rule)).status()).isEqualTo(302);
  }

  private List<String> signedUp() {
    return server
        .bean(Database.class)
        .read(
            server.tenant(),
            connection ->
                server
                    .bean(JdbcClient.class)
                    .sql("SELECT address FROM contact_point WHERE tenant_id = :tenant ORDER BY id")
                    .param("tenant", server.tenant().value())
                    .query(String.class)
                    .list());
  }

  @Test
  @DisplayName(
      "B-07 a refused domain is a fault of the field, said plainly; the closest rule holds")
  void refused() {
    rule("ada@Blocked.Example", "BLOCK");
    rule("good.blocked.example", "ALLOW");
    TestBrowser.Page page = submit("ada@mail.blocked.example");
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body())
        .contains("nimmt dieses Formular nicht an", "href=\"#email\"", "value=\"Zoë\"")
        .contains("value=\"ada@mail.blocked.example\"");
    assertThat(program("ada@BLOCKED.example").body())
        .contains("\"field\":\"email\"", "\"code\":\"domain-refused\"");
    assertThat(submit("ada@good.blocked.example").status()).isEqualTo(303);
    assertThat(submit("ada@notblocked.example").status()).isEqualTo(303);
    assertThat(signedUp()).containsExactly("ada@good.blocked.example", "ada@notblocked.example");
    assertThat(owner.get(PATH).body()).contains("blocked.example", "good.blocked.example");
    owner.post(PATH + "/remove", Map.of("remove", "blocked.example"));
    assertThat(submit("ada@mail.blocked.example").status()).isEqualTo(303);
  }

  @Test
  @DisplayName("B-07 throw-away addresses are taken until an owner says otherwise")
  void throwAway() {
    assertThat(submit("ada@mailinator.com").status()).isEqualTo(303);
    assertThat(owner.get(PATH).body()).contains("Wegwerf-Adressen werden angenommen");
    owner.post(PATH + "/throw-away", Map.of("refuse", "true"));
    assertThat(owner.get(PATH).body()).contains("Wegwerf-Adressen werden abgewiesen");
    assertThat(submit("bo@eu.mailinator.com").body()).contains("keine Wegwerf-Adressen");
    assertThat(program("bo@mailinator.com").body()).contains("\"code\":\"throw-away\"");
    rule("mailinator.com", "ALLOW");
    assertThat(submit("bo@mailinator.com").status()).isEqualTo(303);
    owner.post(PATH + "/throw-away", Map.of("refuse", "false"));
    assertThat(submit("bo@yopmail.com").status()).isEqualTo(303);
  }

  @Test
  @DisplayName("B-07 a likely slip is asked about once, and nobody but the visitor changes it")
  void slip() {
    TestBrowser.Page question = submit("Ada.L@gmial.com");
    assertThat(question.status()).isEqualTo(422);
    assertThat(question.body())
        .contains("Meinten Sie Ada.L@gmail.com?", "Ja, ändern", "Nein, so lassen")
        .contains("name=\"email\" value=\"Ada.L@gmial.com\"", "name=\"firstName\" value=\"Zoë\"")
        .doesNotContain("??", "<script");
    var typed = Map.of("email", "ada@gmial.com", "newsletter", "true", "privacy", "true");
    assertThat(visitor.postBare(form() + "/frame", typed).body())
        .as("in a frame of another page")
        .contains("action=\"" + form() + "/frame\"");
    assertThat(signedUp()).as("nothing is sent yet").isEmpty();
    TestBrowser.Page edit = submit("Ada.L@gmial.com", Map.of("addressHint", "edit"));
    assertThat(edit.body())
        .contains(
            "id=\"email\"", "value=\"Ada.L@gmial.com\"", "name=\"addressHint\" value=\"keep\"")
        .doesNotContain("id=\"problems\"");
    assertThat(submit("bo@gmial.com", Map.of("addressHint", "Ada.L@gmail.com")).body())
        .as("an answer about another address")
        .contains("Meinten Sie bo@gmail.com?");
    assertThat(submit("bo@gmial.com", Map.of("addressHint", "keep")).status()).isEqualTo(303);
    assertThat(submit("Ada.L@gmial.com", Map.of("addressHint", "Ada.L@gmail.com")).status())
        .isEqualTo(303);
    assertThat(signedUp()).containsExactly("bo@gmial.com", "Ada.L@gmail.com");
    assertThat(submit("ada@gmx.at", Map.of("addressHint", "eve@evil.example")).status())
        .isEqualTo(303);
    assertThat(signedUp()).endsWith("ada@gmx.at");
  }

  @Test
  @DisplayName("B-07 a program is not held up but told; a domain that is allowed is never doubted")
  void programs() {
    TestBrowser.Page told = program("ada@gmx.dee");
    assertThat(told.status()).isEqualTo(202);
    assertThat(told.body()).isEqualTo("{\"status\":\"accepted\",\"hint\":\"ada@gmx.de\"}");
    assertThat(program("bo@gmx.de").body()).isEqualTo("{\"status\":\"accepted\"}");
    rule("gmial.com", "ALLOW");
    assertThat(submit("ada@gmial.com").status()).isEqualTo(303);
    rule("web.de", "BLOCK");
    assertThat(submit("ada@wbe.de").status()).as("nobody is led to a wall").isEqualTo(303);
    assertThat(signedUp())
        .containsExactly("ada@gmx.dee", "bo@gmx.de", "ada@gmial.com", "ada@wbe.de");
  }

  @Test
  @DisplayName("B-07 what is no domain is said plainly, in both languages")
  void page() {
    owner.get(PATH);
    for (String wrong : List.of("", "localhost", "192.0.2.1", "a b.example")) {
      TestBrowser.Page page = owner.post(PATH, Map.of("name", wrong, "rule", "BLOCK"));
      assertThat(page.status()).as(wrong).isEqualTo(422);
    }
    assertThat(owner.post(PATH, Map.of("name", "a.example", "rule", "MAYBE")).body())
        .contains("eine der beiden Listen", "value=\"a.example\"");
    String english = TestServer.guest(Language.EN).owner().get(PATH).body();
    assertThat(english).contains("Throw-away addresses are taken").doesNotContain("??");
  }
}

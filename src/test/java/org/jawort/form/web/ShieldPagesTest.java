package org.jawort.form.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.form.Form;
import org.jawort.form.Forms;
import org.jawort.form.shield.NetworkLimits;
import org.jawort.form.shield.ShieldSettings;
import org.jawort.platform.Database;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("B-07 The owner sees what the shield does, and sets it")
class ShieldPagesTest {
  private static final String PATH = "/app/settings/shield";

  private final TestServer server = TestServer.guest();
  private final TestBrowser owner = server.owner();

  @Test
  @DisplayName("The limits are numbers, and hold from the next sign-up on")
  void limits() {
    assertThat(owner.get("/app/settings").body()).contains(PATH);
    assertThat(owner.get(PATH).body())
        .contains("name=\"anHour\"", "value=\"60\"", "value=\"400\"")
        .doesNotContain("??");
    var wrong = owner.post(PATH, Map.of("anHour", "viele", "aDay", "0", "alarmAnHour", "0"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body())
        .contains("value=\"viele\"", "eine Zahl von 1 bis", "was dann geschehen soll")
        .doesNotContain("??");
    assertThat(owner.post(PATH, numbers("5", "9")).location()).endsWith(PATH);
    assertThat(server.bean(ShieldSettings.class).stored(server.tenant()).networks())
        .isEqualTo(new NetworkLimits(5, 9));
  }

  @Test
  @DisplayName("Whoever is on the block list gets the usual answer, and leaves nothing but a count")
  void blocked() {
    Form form = server.bean(Forms.class).all(server.tenant()).getFirst();
    owner.get(PATH);
    var limits = numbers("60", "400");
    var wrong = owner.post(PATH, with(limits, "keine Adresse"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("weder eine Adresse noch").doesNotContain("??");
    var domain = owner.post(PATH, with(limits, "Ada.Bomb@gmail.com\nspam.example"));
    assertThat(domain.status()).isEqualTo(422);
    assertThat(domain.body()).contains("spam.example“ ist eine ganze Domain", "unter „Domains“");
    String list = "Ada.Bomb@gmail.com\n\n198.51.100.0/24";
    assertThat(owner.post(PATH, with(limits, list)).location()).endsWith(PATH);
    assertThat(owner.get(PATH).body()).contains("Ada.Bomb@gmail.com", "198.51.100.0/24");
    for (String address : List.of("adabomb+7@googlemail.com", "ADA.bomb@gmail.com")) {
      assertAnswered(server.browser(), form, address);
      assertThat(stored(address)).as(address).isFalse();
    }
    assertAnswered(
        server.browser().header("X-Forwarded-For", "198.51.100.9"), form, "net@example.org");
    assertThat(stored("net@example.org")).isFalse();
    assertAnswered(server.browser(), form, "ada@gmail.example");
    assertThat(stored("ada@gmail.example")).isTrue();
    assertThat(owner.get("/app/forms/" + form.id().value()).body())
        .contains("Auf Ihrer Sperrliste", "<td class=\"text-end\">3</td>");
  }

  private static Map<String, String> numbers(String anHour, String aDay) {
    return Map.of("anHour", anHour, "aDay", aDay, "alarm", "STEP", "alarmAnHour", "100");
  }

  private static Map<String, String> with(Map<String, String> limits, String list) {
    var fields = new HashMap<>(limits);
    fields.put("blocked", list);
    return fields;
  }

  private static void assertAnswered(TestBrowser visitor, Form form, String address) {
    var answer = visitor.postBare("/f/" + form.key(), SignUpServer.filledIn(address));
    assertThat(answer.status()).as(address).isEqualTo(303);
    assertThat(answer.location()).endsWith("/done");
  }

  private boolean stored(String address) {
    return server
        .bean(Database.class)
        .read(
            server.tenant(),
            connection ->
                server
                    .bean(JdbcClient.class)
                    .sql("SELECT EXISTS (SELECT FROM contact_point WHERE address = :address)")
                    .param("address", address)
                    .query(Boolean.class)
                    .single());
  }

  @Test
  @DisplayName("The form's page counts what was caught, by day and reason, and who went on")
  void counts() {
    Form form = server.bean(Forms.class).all(server.tenant()).getFirst();
    String page = "/app/forms/" + form.id().value();
    assertThat(owner.get(page).body()).contains("ist nichts aufgefallen").doesNotContain("??");
    Map<String, String> fields = new HashMap<>(SignUpServer.filledIn("counted@example.org"));
    fields.put("leaveEmpty", "x");
    var visitor = server.browser();
    assertThat(visitor.postBare("/f/" + form.key(), fields).status()).isEqualTo(403);
    var asked = visitor.postBare("/f/" + form.key(), fields);
    fields.remove("leaveEmpty");
    fields.put("oneMoreStep", OneMoreStepTest.hidden(asked.body()).get("oneMoreStep"));
    assertThat(visitor.postBare("/f/" + form.key(), fields).status()).isEqualTo(303);
    assertThat(owner.get(page).body())
        .containsPattern("(?s)Unsichtbares Feld.*<td class=\"text-end\">2</td>.*>1</td>\\s*</tr>")
        .doesNotContain("ist nichts aufgefallen", "counted@example.org\"", "??");
  }
}

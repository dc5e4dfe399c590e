package org.jawort.consent.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.consent.log.LogEvents;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.Purposes;
import org.jawort.consent.purpose.Wordings;
import org.jawort.contact.Contacts;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("law 14 What a purpose said, as staff see it")
class PurposeVersionPagesTest {
  private final TestServer server = TestServer.guest();
  private final TestBrowser editor = server.owner();

  private Purpose newsletter() {
    return server.bean(Purposes.class).byKey(server.tenant(), Purposes.NEWSLETTER).orElseThrow();
  }

  private String path() {
    return "/app/purposes/" + newsletter().id();
  }

  private void change(String german, String goods) {
    var fields = new HashMap<String, String>();
    fields.put("german", german);
    fields.put("english", german + " (en)");
    fields.put("channels", "EMAIL");
    fields.put("goods", goods);
    editor.get(path() + "/edit");
    assertThat(editor.post(path(), fields).status()).as("the saving").isEqualTo(302);
  }

  @Test
  @DisplayName(
      "An edit makes a version, and says that wordings are behind until they are published")
  void edited() {
    assertThat(editor.get(path() + "/edit").body()).contains("bekommt der Zweck eine neue Version");
    change("Alles Mögliche", "Kosmetik\nVersicherungen");
    assertThat(editor.get(path()).body())
        .contains("Was der Zweck besagte", "Newsletter", "Kosmetik, Versicherungen")
        .contains("Geschrieben für Version 1");

    var latest =
        server
            .bean(Wordings.class)
            .history(server.tenant(), newsletter().id(), Language.DE, Channel.EMAIL)
            .getFirst();
    String wording = path() + "/wordings/de/email";
    var fields = Map.of("text", latest.text(), "seen", "1", "step", "preview");
    assertThat(editor.post(wording, fields).status())
        .as("a preview of the same words for the new version")
        .isEqualTo(200);
    var publish = Map.of("text", latest.text(), "seen", "1", "step", "publish");
    assertThat(editor.post(wording, publish).status()).as("the publishing").isEqualTo(302);
    assertThat(
            editor
                .post(wording, Map.of("text", latest.text(), "seen", "2", "step", "preview"))
                .body())
        .contains("schon gezeigt");
  }

  @Test
  @DisplayName("Too many goods are refused in their field")
  void goods() {
    var fields = new HashMap<String, String>();
    fields.put("german", "x");
    fields.put("english", "x");
    fields.put("channels", "EMAIL");
    fields.put("goods", "Ware\n".repeat(3) + "x".repeat(81));
    editor.get(path() + "/edit");
    var answer = editor.post(path(), fields);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("höchstens 20 Zeilen");
  }

  @Test
  @DisplayName("The history of a contact calls the purpose what it was called")
  void history() {
    var happened = new LogEvents(server, server.tenant()).signUp(1).getFirst();
    change("Alles Mögliche", "");
    var point = happened.contactPoint();
    var contact =
        server.bean(Contacts.class).points(server.tenant(), List.of(point)).get(point).contact();
    String page = editor.get("/app/contacts/" + contact).body();
    assertThat(page.substring(page.indexOf("desk-history")))
        .contains("Newsletter")
        .doesNotContain("Alles Mögliche");
  }
}

package org.jawort.transfer.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jawort.Await;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A file by hand, from the upload to the way back. */
class ImportPagesTest {
  private final TestServer server = TestServer.guest();
  private final TestBrowser editor = server.owner();

  private String upload(String file) {
    editor.get("/app/imports");
    var answer =
        editor.upload(
            "/app/imports", Map.of(), "file", "kunden.csv", "text/csv", file.getBytes(UTF_8));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(302);
    return answer.location();
  }

  private String until(String page, String shows) {
    return Await.until(
        "the page shows " + shows, () -> editor.get(page).body(), body -> body.contains(shows));
  }

  private void check(String page, Map<String, String> more) {
    String form = editor.get(page).body();
    assertThat(form).contains("Was steht in den Spalten?");
    var fields = new LinkedHashMap<String, String>();
    var chosen =
        java.util.regex.Pattern.compile(
                "name=\"(column-\\d+)\"|<option value=\"([^\"]+)\" selected=\"selected\"")
            .matcher(form);
    String last = "";
    while (chosen.find()) {
      if (chosen.group(1) != null) {
        last = chosen.group(1);
      } else if (!last.isEmpty()) {
        fields.putIfAbsent(last, chosen.group(2));
      }
    }
    fields.put("overwrite", "yes");
    fields.putAll(more);
    assertThat(editor.post(page + "/mapping", fields).status()).isEqualTo(302);
  }

  @Test
  @DisplayName(
      "S1-16 a file goes step by step: columns, what would happen with its rows, run, undo")
  void stepByStep() {
    String page = upload("E-Mail;Vorname;Firma\nada@example.org;=Ada;Salon\nkein at;Berta;\n");
    assertThat(editor.get(page).body()).contains("ada@example.org").contains("weglassen");
    check(page, Map.of());
    String result = until(page, "Noch hat sich nichts geändert");
    assertThat(result).contains("rows?what=NEW").contains("rows?what=REFUSED");
    assertThat(editor.get(page + "/rows?what=REFUSED").body())
        .contains("Keine gültige E-Mail-Adresse")
        .contains("kein at");
    assertThat(editor.get(page + "/refused.csv").body())
        .contains("\"3\",\"E-Mail\",\"Keine gültige E-Mail-Adresse\",\"kein at\"");
    editor.post(page + "/run", Map.of());
    assertThat(until(page, "Import zurücknehmen")).contains("Fertig");
    assertThat(editor.get("/app/contacts?q=ada@example.org").body()).contains("=Ada");

    String second = upload("E-Mail;Vorname\nada@example.org;Adele\n");
    check(second, Map.of());
    until(second, "Noch hat sich nichts geändert");
    assertThat(editor.get(second + "/rows?what=CHANGED").body())
        .contains("Adele")
        .contains("war: =Ada");
    editor.post(second + "/discard", Map.of());
    assertThat(editor.get(second).status()).isEqualTo(404);

    editor.post(page + "/undo", Map.of());
    Await.until(
        "the contact is gone again",
        () -> !editor.get("/app/contacts?q=ada@example.org").body().contains("=Ada"));
    assertThat(editor.get("/app/imports").body()).contains("kunden.csv");
  }

  @Test
  @DisplayName("S1-16 what is no table, and a date that could be either, is said beside the form")
  void refusals() {
    editor.get("/app/imports");
    var binary =
        editor.upload(
            "/app/imports", Map.of(), "file", "x.pdf", "application/pdf", "%PDF-1".getBytes(UTF_8));
    assertThat(binary.status()).isEqualTo(422);
    assertThat(binary.body()).contains("weder eine Tabelle noch Text");
    String page = upload("E-Mail;OPTIN_TIME\na@example.org;3/4/2024\n");
    var fields = Map.of("column-0", "EMAIL", "column-1", "OPTED_IN_AT");
    editor.get(page);
    var asked = editor.post(page + "/mapping", fields);
    assertThat(asked.status()).isEqualTo(422);
    assertThat(asked.body()).contains("Tag zuerst");
    editor.get("/app/settings/imports");
    editor.post("/app/settings/imports", Map.of("evidence", "IP"));
    assertThat(editor.get(page).body()).contains("die IP-Adresse").doesNotContain("Double-Opt-In)");
  }
}

package org.jawort.desk.web.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.form.FieldType;
import org.jawort.form.FormField;
import org.jawort.platform.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S0-01 What was written on a form, for staff")
class SubmissionPagesTest {
  private final TestServer server = TestServer.guest();
  private final TestBrowser owner = server.owner();
  private final FestivalForm form = new FestivalForm(server);

  private String body(String question) {
    TestBrowser.Page page = owner.get(form.page() + question);
    assertThat(page.status()).as("%s", page).isEqualTo(200);
    assertThat(page.body()).doesNotContain("??");
    return page.body();
  }

  @Test
  @DisplayName("S0-01 each one stands there with its answers, and is found by address and answer")
  void foundByWhatWasWritten() {
    assertThat(body("")).contains("Noch keine Anmeldung").doesNotContain("submissions.csv");
    Map<String, String> answers =
        Map.of(
            "firstName", "Zoë",
            "day", "24.12.2026",
            "known", "false",
            "wish", "<script>alert(1)</script>\r\n100% \"Äpfel\" \\ Birnen");
    assertThat(form.submit("ada@example.org", answers)).isEqualTo(303);
    assertThat(form.submit("Bo@example.org", Map.of())).isEqualTo(303);
    String all = body("");
    assertThat(all.indexOf(">Bo@example.org<")).isLessThan(all.indexOf(">ada@example.org<"));
    assertThat(all)
        .contains("2 Einträge", "/app/contacts/", "Nur die Adresse", "Double-Opt-In", "Sommerfest")
        .contains("Waren Sie schon hier?", "Nein", "24.12.2026", "Zoë")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>alert(1)");
    for (String found :
        List.of(
            "ADA@", "zoë", "%25+%22%C3%A4pfel%22+%5C+b", "t(1)%3C/s", "24.+12.+2026", "alert(1)")) {
      assertThat(body("?q=" + found)).as(found).contains(">ada@example.org<", "1 Eintrag");
      assertThat(body("?q=" + found)).as(found).doesNotContain(">Bo@example.org<");
    }
    for (String not : List.of("wish", "a_a", "%25%25", "nobody")) {
      assertThat(body("?q=" + not)).as(not).contains("Nichts gefunden", "Kein Eintrag");
    }
  }

  @Test
  @DisplayName("S0-01 a period holds its first and its last day; what is no day is said plainly")
  void period() {
    form.submit("ada@example.org", Map.of());
    String today =
        server.clock().instant().atZone(ZoneId.of("Europe/Berlin")).toLocalDate().toString();
    assertThat(body("?from=" + today + "&to=" + today)).contains(">ada@example.org<");
    assertThat(body("?from=2001-01-01&to=2001-12-31")).contains("Nichts gefunden");
    assertThat(body("?from=2199-01-01")).contains("Nichts gefunden");
    for (String wrong : List.of("2026-02-30", "gestern", "%2B99999-01-01")) {
      TestBrowser.Page page = owner.get(form.page() + "?from=" + wrong);
      assertThat(page.status()).as(wrong).isEqualTo(422);
      assertThat(page.body()).contains("Bitte geben Sie einen Tag an");
      assertThat(owner.get(form.page() + ".csv?from=" + wrong).status()).isEqualTo(404);
    }
  }

  @Test
  @DisplayName("S0-01 more than a page go on behind the last one, each once")
  void pages() {
    for (int i = 0; i < 51; i++) {
      form.signUp("visitor-%02d@example.org".formatted(i));
    }
    String first = body("?q=visitor");
    assertThat(first).contains("51 Einträge", "visitor-50@", "visitor-01@");
    assertThat(first).doesNotContain("visitor-00@");
    String more = first.replaceAll("(?s).*rel=\"next\" href=\"([^\"]+)\".*", "$1");
    TestBrowser.Page second = owner.get(more.replace("&amp;", "&"));
    assertThat(second.body()).contains("visitor-00@", "rel=\"prev\"", "value=\"visitor\"");
    assertThat(second.body()).doesNotContain("visitor-01@");
  }

  @Test
  @DisplayName("S0-01 what is searched is a file with a column for each field of any version")
  void file() {
    form.submit("ada@example.org", Map.of("wish", "=1+1\r\n+2", "day", "24.12.2026"));
    form.ask("wish", FormField.of("guests", "=Gäste", FieldType.NUMBER, true, 200));
    form.submit("bo@example.org", Map.of("guests", "2,5", "known", "true"));
    TestBrowser.Page file = owner.get(form.page() + ".csv?q=example.org");
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("content-disposition")).contains("attachment", "submissions.csv");
    assertThat(file.header("content-type")).isEqualTo("text/csv;charset=UTF-8");
    List<String> lines = List.of(file.body().split("(?<=\")\r\n"));
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst())
        .isEqualTo(
            "\uFEFF\"Eingegangen\",\"Adresse\",\"Einwilligung\",\"Version des Formulars\",\"Vorname\","
                + "\"Welcher Tag?\",\"Waren Sie schon hier?\",\"'=Gäste\",\"Wünsche\"");
    assertThat(lines.get(1))
        .contains("\"bo@example.org\"")
        .endsWith(",\"2\",\"\",\"\",\"Ja\",\"2.5\",\"\"");
    assertThat(lines.get(2))
        .contains("\"ada@example.org\"")
        .endsWith(",\"1\",\"\",\"2026-12-24\",\"\",\"\",\"'=1+1\n'+2\"");
    assertThat(owner.get(form.page() + ".csv?q=bo@").body()).doesNotContain("ada@example.org");
    TestServer other = TestServer.guest(Language.EN);
    TestBrowser stranger = other.owner();
    assertThat(stranger.get(form.page()).status()).isEqualTo(404);
    assertThat(stranger.get(form.page() + ".csv").status()).isEqualTo(404);
    String english = stranger.get(new FestivalForm(other).page()).body();
    assertThat(english).contains("No sign-ups yet").doesNotContain("??");
  }
}

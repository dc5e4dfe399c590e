package org.jawort.transfer.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jawort.Await;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.contact.group.ContactGroups;
import org.jawort.optin.MassRequest;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobState;
import org.jawort.tenant.job.Jobs;
import org.jawort.transfer.imports.ImportId;
import org.jawort.transfer.imports.Imports;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whoever comes in by a file is asked for consent right afterwards, on the same conditions. */
class ImportAskingTest {
  private final TestServer server = TestServer.guest();
  private final TestBrowser editor = server.owner();

  private UUID group(String name) {
    return server.bean(ContactGroups.class).create(server.tenant(), name).orElseThrow();
  }

  private String checked(UUID group, String... addresses) {
    editor.get("/app/imports");
    String file = "E-Mail\n" + String.join("\n", addresses) + "\n";
    String page =
        editor
            .upload("/app/imports", Map.of(), "file", "messe.csv", "text/csv", file.getBytes(UTF_8))
            .location();
    editor.get(page);
    var fields = Map.of("column-0", "EMAIL", "overwrite", "yes", "group", group.toString());
    assertThat(editor.post(page + "/mapping", fields).status()).isEqualTo(302);
    until(page, "Noch hat sich nichts geändert");
    return page;
  }

  private String until(String page, String shows) {
    return Await.until(
        "the page shows " + shows, () -> editor.get(page).body(), body -> body.contains(shows));
  }

  private static Map<String, Object> wish(String basis, String note) {
    var fields = new HashMap<String, Object>();
    fields.put("ask", "on");
    fields.put("purpose", "newsletter");
    fields.put("basis", basis);
    fields.put("basisNote", note);
    fields.put("perHour", "10");
    fields.put("perDomain", "10");
    return fields;
  }

  private Optional<JobId> asking(String page) {
    var id = new ImportId(UUID.fromString(page.substring("/app/imports/".length())));
    return server.bean(Imports.class).asked(server.tenant(), id).flatMap(asked -> asked.job());
  }

  private Job job(JobId id) {
    return server.bean(Jobs.class).find(server.tenant(), id).orElseThrow();
  }

  @Test
  @DisplayName("S1-16 B-05 after an import its group is asked, on the basis that was stated")
  void asked() {
    UUID group = group("Messe " + UUID.randomUUID());
    String page = checked(group, "neu@messe.example");
    assertThat(editor.get(page).body()).contains("Danach um Einwilligung bitten");
    var refused = editor.post(page + "/run", wish("BOUGHT_ADDRESS", ""));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("Eine gekaufte Adresse erlaubt keine Anfrage", "checked");
    assertThat(editor.get(page).body()).as("nothing began").contains("Noch hat sich nichts");
    var fast = wish("EXISTING_CUSTOMER", "Messe");
    fast.put("perHour", "100000000");
    assertThat(editor.post(page + "/run", fast).body()).contains("Zahl von 10 bis 10.000.000");

    editor.get(page);
    assertThat(editor.post(page + "/run", wish("EXISTING_CUSTOMER", "Messe")).status())
        .isEqualTo(302);
    assertThat(until(page, "wurde mit der Anfrage")).contains("/app/jobs/");
    JobId job = asking(page).orElseThrow();
    Await.until("all are asked", () -> job(job).state(), JobState.DONE::equals);
    assertThat(job(job).progress().outcome()).isEqualTo(Map.of(MassRequest.REQUESTED, 1));
    assertThat(editor.get("/app/jobs/" + job).body()).contains("Messe", "Newsletter");
  }

  @Test
  @DisplayName("S1-16 an import that asks nobody leads to the page from which its group is asked")
  void later() {
    UUID group = group("Später " + UUID.randomUUID());
    String page = checked(group, "spaeter@messe.example");
    editor.post(page + "/run", Map.of());
    assertThat(until(page, "Fertig"))
        .contains("/app/target-groups/" + group + "/request", "jetzt um Einwilligung bitten");
  }

  @Test
  @DisplayName("S1-16 an import that is taken back asks nobody any more, whoever still waits")
  void takenBack() {
    UUID group = group("Zurück " + UUID.randomUUID());
    String page =
        checked(group, "eins@zurueck.example", "zwei@zurueck.example", "drei@zurueck.example");
    editor.post(page + "/run", wish("EXISTING_CUSTOMER", "Messe"));
    until(page, "wurde mit der Anfrage");
    JobId job = asking(page).orElseThrow();
    Await.until("the first is asked, the others wait", () -> job(job).life().rest() != null);
    assertThat(editor.get("/app/jobs/" + job).body())
        .contains("höchstens 10 je Stunde", "Weiter geht es von selbst");
    editor.get(page);
    editor.post(page + "/undo", Map.of());
    Await.until("it stands still", () -> job(job).state(), JobState.STOPPED::equals);
    Await.until(
        "who was not asked is gone again",
        () ->
            Stream.of("eins", "zwei", "drei")
                .map(name -> name + "@zurueck.example")
                .filter(name -> editor.get("/app/contacts?q=" + name).body().contains(name + "<"))
                .count(),
        there -> there == 1);
    assertThat(job(job).progress().outcome()).isEqualTo(Map.of(MassRequest.REQUESTED, 1));
  }
}

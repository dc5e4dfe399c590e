package org.jawort.desk.web.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.TestBrowser;
import org.jawort.contact.ContactId;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.GroupMemberChanges;
import org.jawort.desk.web.DeskServer;
import org.jawort.optin.MassRequest;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Role;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobState;
import org.jawort.tenant.job.JobTicks;
import org.jawort.tenant.job.JobWork;
import org.jawort.tenant.job.Jobs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A group is asked for consent by the pages, and its job is watched, held up and ended there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupAskingTest {
  private DeskServer desk;
  private TestBrowser editor;

  @BeforeAll
  void start() {
    desk = new DeskServer();
    editor = desk.signedIn(Role.EDITOR);
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  /** Nobody works but where a test says so. */
  @BeforeEach
  void still() {
    desk.server.bean(JobWork.class).stop();
  }

  @AfterEach
  void endAll() {
    desk.server
        .bean(Jobs.class)
        .page(desk.tenant(), Optional.empty(), 100)
        .forEach(job -> desk.server.bean(Jobs.class).stop(desk.tenant(), job.id()));
    desk.server.bean(JobWork.class).stop();
    desk.server.bean(JobWork.class).start();
  }

  private UUID group(String name, String... addresses) {
    UUID group = desk.server.bean(ContactGroups.class).create(desk.tenant(), name).orElseThrow();
    for (String address : addresses) {
      join(group, desk.create(desk.tenant(), address, "Vera", name));
    }
    return group;
  }

  private void join(UUID group, UUID contact) {
    desk.server
        .bean(GroupMemberChanges.class)
        .add(desk.tenant(), group, List.of(new ContactId(contact)), Actor.PROCESS);
  }

  @Test
  @DisplayName("S1-16 of a large group the page says so at once, and counts all where one asks")
  void large() {
    UUID group = group("Viele", "viele1@example.org");
    String many =
        """
        WITH made AS (
          INSERT INTO contact (tenant_id, id, language, origin, created_at, updated_at)
          SELECT :tenant, gen_random_uuid(), 'de', 'STAFF', now(), now()
          FROM generate_series(1, 10000) RETURNING tenant_id, id)
        INSERT INTO contact_group_member (tenant_id, group_id, contact_id, since)
        SELECT tenant_id, :group, id, now() - interval '1 day' FROM made
        """;
    desk.server
        .bean(Database.class)
        .write(
            desk.tenant(),
            connection ->
                desk.server
                    .bean(JdbcClient.class)
                    .sql(many)
                    .param("tenant", desk.tenant().value())
                    .param("group", group)
                    .update());
    assertThat(editor.get(path(group)).body())
        .contains("Diese Zielgruppe hat 10.001 Mitglieder.", "Alle zählen")
        .doesNotContain("name=\"basis\"", "werden gefragt.");
    assertThat(editor.get("/app/target-groups/" + group).body()).contains("10.001 Mitglieder");
    assertThat(editor.get(path(group) + "?purpose=newsletter&all=yes").body())
        .contains("1 von 10.001 Adressen und Nummern werden gefragt")
        .contains("10.000 × ", "name=\"basis\"");
    assertThat(editor.post(path(group), bought(0)).status()).isEqualTo(409);
    assertThat(editor.post(path(group), bought(1)).status()).isEqualTo(302);
  }

  private static String path(UUID group) {
    return "/app/target-groups/" + group + "/request";
  }

  private static Map<String, Object> bought(int count) {
    var fields = new HashMap<String, Object>();
    fields.put("purpose", "newsletter");
    fields.put("count", count);
    fields.put("basis", "EXISTING_CUSTOMER");
    fields.put("basisNote", "Haarschnitt");
    return fields;
  }

  private String ask(UUID group, int count) {
    editor.get(path(group));
    var started = editor.post(path(group), bought(count));
    assertThat(started.status()).as(started.body()).isEqualTo(302);
    assertThat(started.location()).startsWith("/app/jobs/");
    return started.location();
  }

  private Job job(String location) {
    var id = new JobId(UUID.fromString(location.substring("/app/jobs/".length())));
    return desk.server.bean(Jobs.class).find(desk.tenant(), id).orElseThrow();
  }

  private void awaitState(String location, JobState state) {
    Await.until("the job is " + state, () -> job(location).state(), state::equals);
  }

  @Test
  @DisplayName(
      "S1-16 a preview says how many will be asked and why the others not; then it is done")
  void asked() {
    UUID group = group("Treue", "treu1@example.org", "treu2@example.org");
    join(group, desk.signUp("treu-wartet@example.org", "Wera", "Wartet"));
    assertThat(editor.get("/app/target-groups/" + group).body()).contains(path(group));
    assertThat(editor.get(path(group)).body())
        .contains("2 von 3 Adressen und Nummern werden gefragt", "1 × Schon gefragt")
        .contains("Bestehende Kundenbeziehung", "2 Adressen fragen");
    String job = ask(group, 2);
    assertThat(editor.get(job).body())
        .contains("Der Vorgang läuft", "Treue", "Newsletter", "0 von 3 (0 %)", "Anhalten")
        .contains("hx-trigger=\"every 1s\"", "role=\"status\"");
    desk.server.bean(JobWork.class).start();
    awaitState(job, JobState.DONE);
    assertThat(job(job).progress().count(MassRequest.REQUESTED)).isEqualTo(2);
    assertThat(editor.get(job).body())
        .contains("Fertig", "3 von 3 (100 %)", "Gefragt")
        .doesNotContain("hx-trigger", "Anhalten", "Fortsetzen");
    assertThat(editor.get("/app/jobs").body()).contains(job, "fertig", "EDITOR");
    assertThat(editor.get(path(group)).body())
        .contains("0 von 3 Adressen")
        .doesNotContain("name=\"basis\"");
  }

  @Test
  @DisplayName("S1-16 a preview counts no more mails to one mailbox than the job sends")
  void oneMailbox() {
    UUID group = group("Mehrfach", "me@example.org", "me+zwei@example.org", "me+drei@example.org");
    assertThat(editor.get(path(group)).body()).contains("2 von 3 Adressen");
    String job = ask(group, 2);
    desk.server.bean(JobWork.class).start();
    awaitState(job, JobState.DONE);
    assertThat(job(job).progress().count(MassRequest.REQUESTED)).isEqualTo(2);
  }

  @Test
  @DisplayName("S1-16 a job survives a reload, is held up, goes on, and is ended for good")
  void life() {
    UUID group = group("Wechselhaft", "wechsel1@example.org");
    String job = ask(group, 1);
    assertThat(editor.get(path(group)).body()).contains("schon gefragt", job);
    editor.get(job);
    assertThat(editor.post(job + "/pause", Map.of()).location()).isEqualTo(job);
    assertThat(editor.get(job).body())
        .contains("Angehalten", "Fortsetzen", "Endgültig beenden")
        .doesNotContain("hx-trigger");
    editor.post(job + "/pause", Map.of());
    assertThat(editor.get(job).body()).contains("hatte sich inzwischen schon geändert");
    editor.post(job + "/go-on", Map.of());
    assertThat(editor.get(job).body()).contains("Der Vorgang läuft");
    editor.post(job + "/stop", Map.of());
    assertThat(editor.get(job).body())
        .contains("Abgebrochen")
        .doesNotContain("Fortsetzen", "Endgültig beenden");
    assertThat(job(job).progress().done()).isZero();
    assertThat(editor.get(path(group)).body()).contains("1 Adressen fragen");
  }

  @Test
  @DisplayName("S1-16 a job that fails says why, and can be tried again")
  void failed() {
    String job = ask(group("Kaputt", "kaputt@example.org"), 1);
    write("UPDATE job SET parameters = '{\"basis\": 7}' WHERE id = :id", job(job).id().value());
    JobTicks ticks = JobTicks.on(desk.server);
    while (ticks.step(desk.tenant(), job(job).id(), 10)) {
      desk.server.clock().tick(Duration.ofMinutes(2));
    }
    assertThat(job(job).state()).isEqualTo(JobState.FAILED);
    assertThat(editor.get(job).body())
        .contains("Fehlgeschlagen", "beim 5. Versuch nicht", "Noch einmal versuchen");
    assertThat(editor.get("/app/jobs").body()).contains("fehlgeschlagen");
  }

  private void write(String sql, UUID id) {
    desk.server
        .bean(Database.class)
        .write(
            desk.tenant(),
            connection -> desk.server.bean(JdbcClient.class).sql(sql).param("id", id).update());
  }

  @Test
  @DisplayName(
      "B-05 without a basis that carries, or with less said than it needs, nobody is asked")
  void groundless() {
    UUID group = group("Grundlos", "grundlos@example.org");
    refused(group, "basis", "", "Bitte wählen Sie, warum");
    refused(group, "basis", "BOUGHT_ADDRESS", "Eine gekaufte Adresse erlaubt keine Anfrage");
    refused(group, "basis", "GIVEN_CONSENT", "darf niemand gefragt werden");
    refused(group, "basis", "BOOKING", "Bitte geben Sie an, wann das war");
    refused(group, "basisNote", "", "Bitte halten Sie im Vermerk fest");
    refused(group, "basisNote", "x".repeat(1_001), "höchstens 1.000 Zeichen");
    refused(group, "askedAt", "gestern", "aria-invalid");
    refused(group, "askedAt", "2999-01-01T00:00", "liegt in der Zukunft");
  }

  private void refused(UUID group, String field, String value, String words) {
    var fields = bought(1);
    fields.put(field, value);
    editor.get(path(group));
    var refused = editor.post(path(group), fields);
    assertThat(refused.status()).as("%s = %s", field, value).isEqualTo(422);
    assertThat(refused.body()).as("%s = %s", field, value).contains(words);
    assertThat(editor.get(path(group)).body()).doesNotContain("schon gefragt");
  }

  @Test
  @DisplayName(
      "S1-16 nobody is asked where the group is empty, grew, is asked already, or is unknown")
  void wrong() {
    UUID empty = group("Leer");
    assertThat(editor.get(path(empty)).body()).contains("In dieser Zielgruppe ist zurzeit niemand");
    assertThat(editor.post(path(empty), bought(5)).status()).isEqualTo(409);
    UUID group = group("Wachsend", "wachsend1@example.org", "wachsend2@example.org");
    editor.get(path(group));
    var grown = editor.post(path(group), bought(1));
    assertThat(grown.status()).isEqualTo(409);
    assertThat(grown.body())
        .contains("mehr Adressen gefragt, als Sie gesehen haben", "Haarschnitt");
    ask(group, 2);
    var again = editor.post(path(group), bought(2));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body()).contains("schon gefragt", "/app/jobs/");
    for (String unknown : List.of(path(UUID.randomUUID()), path(group) + "?purpose=nie-gehoert")) {
      assertThat(editor.get(unknown).status()).as(unknown).isEqualTo(404);
    }
    var wrong = bought(2);
    wrong.put("purpose", "nie-gehoert");
    assertThat(editor.post(path(group), wrong).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("S1-16 a purpose without words leads to its wordings, and nobody is asked")
  void wordless() {
    UUID group = group("Wortlos", "wortlos@example.org");
    // In the order of the product's own ids: the first purpose is the one that a page asks for.
    UUID purpose = desk.server.bean(Ids.class).next();
    write(
        """
        INSERT INTO purpose (tenant_id, id, key, names, created_at)
        SELECT tenant_id, :id, 'wortlos', '{"de": "Wortlos", "en": "Wordless"}', now() FROM purpose
        WHERE key = 'newsletter'
        """,
        purpose);
    assertThat(editor.get(path(group) + "?purpose=wortlos").body())
        .contains("0 von 1 Adressen", "1 × Kein Wortlaut", "/app/purposes/" + purpose);
    var fields = bought(1);
    fields.put("purpose", "wortlos");
    assertThat(editor.post(path(group), fields).status()).isEqualTo(409);
  }

  @Test
  @DisplayName("S1-16 editors ask; staff and auditors see the jobs and change nothing")
  void whoMay() {
    UUID group = group("Rollen", "rollen@example.org");
    String job = ask(group, 1);
    for (Role role : List.of(Role.STAFF, Role.AUDITOR)) {
      TestBrowser reader = desk.signedIn(role);
      assertThat(reader.get(job).body())
          .contains("Der Vorgang läuft")
          .doesNotContain("Anhalten", "Endgültig");
      assertThat(reader.get("/app/jobs").body()).contains(job);
      assertThat(reader.get("/app/target-groups/" + group).body()).doesNotContain(path(group));
      assertThat(reader.get(path(group)).status()).isEqualTo(403);
      assertThat(reader.post(path(group), bought(1)).status()).isEqualTo(403);
      for (String act : List.of("/pause", "/go-on", "/stop")) {
        assertThat(reader.post(job + act, Map.of()).status()).as(act).isEqualTo(403);
      }
    }
    assertThat(editor.get("/app/jobs/" + UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(editor.get("/app/jobs/x").status()).isEqualTo(404);
  }

  @Test
  @DisplayName("S1-20 the jobs are listed in pages, the newest first, also in English")
  void listed() {
    UUID group = group("Seiten", "seiten@example.org");
    for (int i = 0; i < 21; i++) {
      editor.post(ask(group, 1) + "/stop", Map.of());
    }
    var first = editor.get("/app/jobs");
    assertThat(first.body()).contains("/app/jobs?before=");
    String before = first.body().split("/app/jobs\\?before=")[1].substring(0, 36);
    assertThat(editor.get("/app/jobs?before=" + before).body()).contains("Seiten");
    assertThat(editor.get("/app/jobs?before=unfug").status()).isEqualTo(200);
  }
}

package org.jawort.desk.web.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.FailureWords;
import org.jawort.TestBrowser;
import org.jawort.consent.declaration.MassChange;
import org.jawort.consent.declaration.MassChanges;
import org.jawort.desk.web.DeskServer;
import org.jawort.platform.Database;
import org.jawort.tenant.Role;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobProgress;
import org.jawort.tenant.job.JobState;
import org.jawort.tenant.job.JobWork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Unknown to externally documented and back, for all that a filter shows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MassChangeTest {
  /** More than go in one batch. */
  private static final int MANY = Integer.getInteger("jawort.mass", 2_100);

  private DeskServer desk;
  private TestBrowser owner;

  @BeforeAll
  void start() {
    desk = new DeskServer();
    owner = desk.owner();
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private void fill(String prefix, int count) {
    String sql =
        """
        WITH made AS (
          SELECT gen_random_uuid() AS contact, gen_random_uuid() AS point, i
          FROM generate_series(1, :count) i),
        contacts AS (
          INSERT INTO contact (tenant_id, id, language, origin, created_at, updated_at)
          SELECT :tenant, contact, 'de', 'IMPORT', now(), now() FROM made)
        INSERT INTO contact_point (tenant_id, id, contact_id, channel, address, address_key,
                                   created_at)
        SELECT :tenant, point, contact, 'EMAIL', :prefix || i || '@example.org',
               :prefix || i || '@example.org', now()
        FROM made
        """;
    desk.server
        .bean(Database.class)
        .write(
            desk.tenant(),
            connection ->
                jdbc()
                    .sql(sql)
                    .param("count", count)
                    .param("prefix", prefix)
                    .param("tenant", desk.tenant().value())
                    .update());
  }

  private JdbcClient jdbc() {
    return desk.server.bean(JdbcClient.class);
  }

  private int count(String sql) {
    return desk.server
        .bean(Database.class)
        .read(desk.tenant(), connection -> jdbc().sql(sql).query(Integer.class).single());
  }

  private int inStatus(String prefix, String status) {
    return count(
        "SELECT count(*) FROM contact_point p JOIN consent c ON c.contact_point_id = p.id"
            + " WHERE p.address LIKE '"
            + prefix
            + "%' AND c.status = '"
            + status
            + "'");
  }

  private static Map<String, Object> plan(String q, String kind, int count) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("q", q);
    fields.put("kind", kind);
    fields.put("purpose", "newsletter");
    fields.put("count", count);
    return fields;
  }

  private static Map<String, Object> paper(Map<String, Object> fields) {
    var all = new HashMap<>(fields);
    all.put("basis", "PAPER");
    all.put("at", "2020-05-03T14:30");
    all.put("reference", "Ordner 7");
    return all;
  }

  private UUID start(Map<String, Object> fields) {
    owner.get("/app/consent-changes/new");
    var started = owner.post("/app/consent-changes", fields);
    assertThat(started.status()).as(FailureWords.of(started.body())).isEqualTo(302);
    return UUID.fromString(started.location().substring(started.location().lastIndexOf('/') + 1));
  }

  /** How many changed, when it is over. */
  private int finished(UUID id) {
    MassChanges changes = desk.server.bean(MassChanges.class);
    var job = new JobId(id);
    JobProgress progress =
        Await.until(
                "the mass change is finished",
                () -> changes.find(desk.tenant(), job).orElseThrow(),
                found -> found.state() == JobState.DONE)
            .progress();
    return progress.count(MassChange.CHANGED);
  }

  @Test
  @DisplayName("S1-03 A mass change there and back, with one evidence for all, in batches")
  void thereAndBack() {
    fill("masse", MANY);
    var preview = owner.get("/app/consent-changes/new?q=masse");
    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.body()).contains("von", "würden sich ändern");
    UUID there = start(paper(plan("masse", "DECLARE", MANY)));
    assertThat(finished(there)).isEqualTo(MANY);
    assertThat(inStatus("masse", "EXTERNALLY_DOCUMENTED")).isEqualTo(MANY);
    assertThat(
            count(
                "SELECT count(*) FROM consent_evidence v JOIN consent_event e ON e.id = v.event_id"
                    + " WHERE e.source = 'MASS_CHANGE' AND v.content->'declaration'->>'reference'"
                    + " = 'Ordner 7' AND v.content->>'address' LIKE 'masse%'"))
        .isEqualTo(MANY);
    assertThat(count("SELECT count(*) FROM mass_change_member")).isZero();
    assertThat(owner.get("/app/consent-changes/" + there).body()).contains("Fertig", "100");
    var mistake = new HashMap<>(plan("masse", "TAKE_BACK", MANY));
    owner.get("/app/consent-changes/new");
    assertThat(owner.post("/app/consent-changes", mistake).status()).isEqualTo(422);
    mistake.put("note", "falsche Liste");
    assertThat(finished(start(mistake))).isEqualTo(MANY);
    assertThat(inStatus("masse", "UNKNOWN")).isEqualTo(MANY);
  }

  @Test
  @DisplayName("S1-03 Of more than 10,000 the preview says so, and counts them where somebody asks")
  void bounded() {
    fill("viele", 10_001);
    assertThat(owner.get("/app/consent-changes/new?q=viele").body())
        .contains("mehr als 10.000 Einträge", "Alle zählen")
        .doesNotContain("würden sich ändern");
    assertThat(owner.get("/app/consent-changes/new?q=viele&all=yes").body())
        .contains("10.001 von 10.001 Einträgen würden sich ändern", "10.001 Einträge ändern");
  }

  @Test
  @DisplayName("S1-03 The preview says how many not and why; a no is never passed over")
  void others() {
    fill("anders", 4);
    desk.signUp("anders-wartet@example.org", "Wera", "Wartet");
    UUID refused = desk.create(desk.tenant(), "anders-nein@example.org", "Nina", "Nein");
    UUID point = desk.pointOf(refused);
    owner.get("/app/contact-points/" + point + "/refusals/new?purpose=newsletter");
    var no = Map.of("purpose", "newsletter", "seen", "", "at", "2021-01-01T10:00");
    assertThat(owner.post("/app/contact-points/" + point + "/refusals", no).status())
        .isEqualTo(302);
    assertThat(owner.get("/app/consent-changes/new?q=anders").body())
        .contains("4 von 6 Einträgen würden sich ändern")
        .contains("1 × Abgelehnt: Nach einer Ablehnung nur einzeln")
        .contains("Es wird auf die Antwort gewartet.")
        .contains("4 Einträge ändern");
    owner.get("/app/consent-changes/new");
    var grown = owner.post("/app/consent-changes", paper(plan("anders", "DECLARE", 3)));
    assertThat(grown.status()).isEqualTo(409);
    assertThat(grown.body()).contains("mehr Einträge ändern, als Sie gesehen haben", "Ordner 7");
    var incomplete = new HashMap<>(paper(plan("anders", "DECLARE", 4)));
    incomplete.remove("reference");
    assertThat(owner.post("/app/consent-changes", incomplete).status()).isEqualTo(422);
    UUID id = start(paper(plan("anders", "DECLARE", 4)));
    assertThat(finished(id)).isEqualTo(4);
    assertThat(inStatus("anders", "REFUSED")).isEqualTo(1);
    assertThat(owner.get("/app/consent-changes/" + id).body())
        .contains("Nach einer Ablehnung nur einzeln");
  }

  @Test
  @DisplayName("S1-03 A mass change can be stopped and gone on with, and nobody is changed twice")
  void stopped() {
    fill("halt", 10);
    JobWork work = desk.server.bean(JobWork.class);
    // As if the node had died before it did anything.
    work.stop();
    UUID id = start(paper(plan("halt", "DECLARE", 10)));
    assertThat(owner.get("/app/consent-changes/" + id).body()).contains("Der Vorgang läuft");
    owner.post("/app/consent-changes/" + id + "/stop", Map.of());
    assertThat(owner.get("/app/consent-changes/" + id).body()).contains("Angehalten");
    work.start();
    assertThat(inStatus("halt", "EXTERNALLY_DOCUMENTED")).isZero();
    owner.post("/app/consent-changes/" + id + "/go-on", Map.of());
    assertThat(finished(id)).isEqualTo(10);
    assertThat(
            count(
                "SELECT count(*) FROM consent_event e JOIN contact_point p"
                    + " ON p.id = e.contact_point_id WHERE p.address LIKE 'halt%'"))
        .isEqualTo(10);
  }

  @Test
  @DisplayName("S1-03 Only editors and above change many at once")
  void whoMay() {
    assertThat(desk.signedIn(Role.STAFF).get("/app/consent-changes/new").status()).isEqualTo(403);
    assertThat(desk.signedIn(Role.EDITOR).get("/app/consent-changes/new").status()).isEqualTo(200);
    desk.create(desk.tenant(), "wer@example.org", "Wer", "Darf");
    assertThat(desk.signedIn(Role.STAFF).get("/app/contacts").body())
        .doesNotContain("/app/consent-changes/new");
    assertThat(owner.get("/app/contacts?q=wer").body()).contains("/app/consent-changes/new?q=wer");
    assertThat(List.of(owner.get("/app/consent-changes/" + UUID.randomUUID()).status()))
        .containsExactly(404);
  }
}

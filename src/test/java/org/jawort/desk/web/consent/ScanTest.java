package org.jawort.desk.web.consent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.consent.declaration.EvidenceFiles;
import org.jawort.consent.proof.ConsentErasure;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files that back a declaration, over HTTP. */
class ScanTest extends StatementDesk {
  @Test
  @DisplayName("B-01 A scan backs a declaration, is only ever downloaded, and goes with the person")
  void scan() {
    Map<String, String> fields = open(owner, "declarations");
    fields.put("basis", "SIGNATURE");
    var without =
        owner.upload(
            path("declarations"), fields, "scan", "../../Pias Zettel.PDF", "application/pdf", PDF);
    assertThat(without.status()).isEqualTo(422);
    assertThat(without.body()).contains("Es fehlt, wann", "Schon übernommen: Pias Zettel.PDF");
    fields.put("file", find(FILE, without.body()));
    fields.put("at", at(Duration.ofMinutes(1)));
    assertThat(owner.post(path("declarations"), fields).status()).isEqualTo(302);
    var file = history().getLast().evidence().declaration().file();
    assertThat(file.sha256()).hasSize(64);
    assertThat(file.type()).isEqualTo("application/pdf");
    var download = owner.get(path("files/" + file.id()));
    assertThat(download.status()).isEqualTo(200);
    assertThat(download.body()).startsWith("%PDF-1.7");
    assertThat(download.header("Content-Disposition")).startsWith("attachment").contains("Pias");
    assertThat(download.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(download.header("Content-Security-Policy"))
        .contains("sandbox", "default-src 'none'");
    UUID other = desk.create(desk.tenant(), "o" + number + "@example.org", "Olga", "Other");
    String elsewhere = "/app/contact-points/" + desk.pointOf(other) + "/files/" + file.id();
    assertThat(owner.get(elsewhere).status()).isEqualTo(404);
    erase();
    assertThat(count("SELECT count(*) FROM evidence_file WHERE id = :id", file.id())).isZero();
  }

  private void erase() {
    desk.server
        .bean(Database.class)
        .write(
            desk.tenant(),
            connection -> {
              desk.server
                  .bean(ConsentErasure.class)
                  .erase(connection, desk.tenant(), List.of(new ContactPointId(point)));
              return point;
            });
  }

  private int count(String sql, UUID id) {
    return desk.server
        .bean(Database.class)
        .read(
            desk.tenant(),
            connection ->
                desk.server
                    .bean(JdbcClient.class)
                    .sql(sql)
                    .param("id", id)
                    .query(Integer.class)
                    .single());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zettel.pdf | application/pdf | <html><script>alert(1)</script> | eine Webseite (HTML)",
        "zettel.png | image/png | <svg xmlns=\"http://www.w3.org/2000/svg\"/> | SVG-Zeichnung",
        "zettel.pdf | application/pdf | MZ90 | ein Programm",
        "zettel.pdf | application/pdf | PK34 | Office-Dokument",
        "zettel.pdf | application/pdf | GIF89a | GIF-Bild",
        "zettel.pdf | application/pdf | nur Text | eine Textdatei",
        "zettel.png | image/png | %PDF-1.7 | in Wirklichkeit ein PDF",
        "zettel.pdf | text/html | %PDF-1.7 | in Wirklichkeit ein PDF",
        "zettel | application/pdf | %PDF-1.7 | in Wirklichkeit ein PDF",
        "zettel.pdf | application/pdf | '' | Die Datei ist leer"
      })
  @DisplayName("B-01 A file that is not what it says is refused, naming what it really is")
  void notWhatItSays(String name, String type, String content, String really) {
    Map<String, String> fields = open(owner, "declarations");
    fields.putAll(paper(Duration.ofMinutes(1)));
    var page =
        owner.upload(path("declarations"), fields, "scan", name, type, content.getBytes(UTF_8));
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body()).contains(really, "Ordner 7");
    assertThat(history()).isEmpty();
  }

  @Test
  @DisplayName("B-01 A file that is too big is refused plainly, and the form stays")
  void tooBig() {
    Map<String, String> fields = open(owner, "declarations");
    fields.putAll(paper(Duration.ofMinutes(1)));
    byte[] big = Arrays.copyOf(PDF, 11 * 1024 * 1024);
    var page = owner.upload(path("declarations"), fields, "scan", "z.pdf", "application/pdf", big);
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body()).contains("höchstens 10 MB", "Ordner 7");
    byte[] huge = Arrays.copyOf(PDF, 20 * 1024 * 1024);
    var answer =
        owner.upload(path("declarations"), fields, "scan", "z.pdf", "application/pdf", huge);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).contains("Die Datei ist zu groß");
  }

  @Test
  @DisplayName("S1-20 Evidence of another tenant is refused")
  void anotherTenants() {
    Map<String, String> fields = open(owner, "declarations");
    fields.put("basis", "SIGNATURE");
    fields.put("at", at(Duration.ofMinutes(1)));
    fields.put("file", UUID.randomUUID().toString());
    var page = owner.post(path("declarations"), fields);
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body()).contains("Diese Datei gibt es nicht mehr");
    fields.put("file", strangersFile().toString());
    assertThat(owner.post(path("declarations"), fields).status()).isEqualTo(422);
    assertThat(history()).isEmpty();
  }

  @Test
  @DisplayName(
      "law 64 A scan whose declaration failed is gone at once, an abandoned one in an hour")
  void failed() {
    Map<String, String> fields = open(owner, "declarations");
    fields.putAll(paper(Duration.ofMinutes(3)));
    act("refusals", Duration.ofMinutes(1));
    var overtaken =
        owner.upload(path("declarations"), fields, "scan", "z.pdf", "application/pdf", PDF);
    assertThat(overtaken.status()).isEqualTo(409);
    assertThat(overtaken.body()).doesNotContain("Schon übernommen");
    assertThat(files()).isZero();
    fields = open(owner, "declarations");
    fields.putAll(paper(Duration.ofMinutes(3)));
    var older = owner.upload(path("declarations"), fields, "scan", "z.pdf", "application/pdf", PDF);
    assertThat(older.status()).isEqualTo(409);
    assertThat(older.body()).contains("nicht neuer als das letzte Nein");
    assertThat(files()).isZero();
    fields = open(owner, "declarations");
    fields.put("basis", "SIGNATURE");
    owner.upload(path("declarations"), fields, "scan", "z.pdf", "application/pdf", PDF);
    assertThat(files()).isEqualTo(1);
    desk.server.clock().tick(EvidenceFiles.WAITS);
    desk.server.bean(EvidenceFiles.class).deleteForgotten(desk.tenant());
    assertThat(files()).isZero();
  }

  /** Of this tenant, whatever they back. */
  private int files() {
    return desk.server
        .bean(Database.class)
        .read(
            desk.tenant(),
            connection ->
                desk.server
                    .bean(JdbcClient.class)
                    .sql("SELECT count(*) FROM evidence_file f WHERE true" + EvidenceFiles.UNUSED)
                    .query(Integer.class)
                    .single());
  }

  private UUID strangersFile() {
    Tenants tenants = desk.server.bean(Tenants.class);
    var profile = tenants.find(desk.tenant()).profile();
    TenantId other = tenants.create(new NewTenant(profile, true));
    var evidenceFileOutcome =
        desk.server.bean(EvidenceFiles.class).keep(other, UUID.randomUUID(), "a.pdf", "", PDF);
    return ((EvidenceFiles.EvidenceFileOutcome.As) evidenceFileOutcome).file().id();
  }
}

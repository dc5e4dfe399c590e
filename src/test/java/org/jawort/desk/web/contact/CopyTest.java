package org.jawort.desk.web.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Language;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.Role;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CopyTest {
  private ProofServer server;

  @BeforeAll
  void start() {
    server = new ProofServer();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static Map<String, byte[]> unpacked(byte[] zip) throws IOException {
    var files = new LinkedHashMap<String, byte[]>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  @Test
  @DisplayName("B-09 The copy holds all data as PDF, JSON and CSV, and the dossiers (law 37)")
  void holdsAll() throws Exception {
    Map<String, byte[]> files = unpacked(server.copy(Language.DE));
    assertThat(files)
        .containsKeys(
            "Kopie-aller-Daten.pdf",
            "Daten.json",
            "csv/contacts.csv",
            "csv/contact-points.csv",
            "csv/consents.csv",
            "csv/events.csv",
            "csv/mails.csv",
            "csv/groups.csv",
            "csv/fields.csv",
            "csv/submissions.csv",
            "csv/notices.csv")
        .hasSize(13);
    files.forEach(
        (name, content) -> {
          if (name.startsWith("Nachweise/")) {
            assertThat(ProofServer.faults(content)).isEmpty();
          }
        });
    var data = JsonMapper.shared().readTree(files.get("Daten.json"));
    assertThat(data.at("/contact/lastName").asString()).isEqualTo(ProofServer.LAST_NAME);
    assertThat(data.at("/contactPoints/0/events")).hasSize(3);
    try (PDDocument document = Loader.loadPDF(files.get("Kopie-aller-Daten.pdf"))) {
      assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", " "))
          .contains(
              "Stammdaten", "Aufbewahrung", "Empfänger", "Rechte", "Ada.Lovelace@example.org");
    }
  }

  @Test
  @DisplayName("B-09 law 14 The copy says what the purpose said when it was consented to")
  void asConsented() throws Exception {
    Purposes purposes = server.desk.server.bean(Purposes.class);
    purposes.change(
        server.desk.tenant(),
        purposes.byKey(server.desk.tenant(), Purposes.NEWSLETTER).orElseThrow().id(),
        new PurposeProfile(
            new PurposeName("Ganz anders", "Something else"),
            "",
            EnumSet.of(Channel.EMAIL),
            false,
            null,
            PurposeProfile.Expiry.WARN,
            PurposeProfile.LegalBasis.CONSENT,
            PurposeProfile.Jurisdiction.CH));
    byte[] copy = unpacked(server.copy(Language.DE)).get("Kopie-aller-Daten.pdf");
    try (PDDocument document = Loader.loadPDF(copy)) {
      assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", " "))
          .contains("Deutschland", "Newsletter")
          .doesNotContain("Schweiz")
          .doesNotContain("Ganz anders");
    }
  }

  @Test
  @DisplayName("B-09 Tables are UTF-8 with a byte order mark, and no cell begins a formula")
  void tables() throws Exception {
    String contacts =
        new String(
            unpacked(server.copy(Language.EN)).get("csv/contacts.csv"), StandardCharsets.UTF_8);
    assertThat(contacts)
        .startsWith("\uFEFF\"id\",\"kind\"")
        .contains("\"'=Ada\",\"" + ProofServer.LAST_NAME + "\"")
        .endsWith("\"\r\n");
  }

  @Test
  @DisplayName("B-09 By button and by API, within the tenant alone")
  void ways() throws Exception {
    String path = "/contacts/" + server.contact + "/copy";
    var answer = server.call(server.key(server.desk.tenant()), path, "application/zip");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(unpacked(answer.body())).hasSize(13);
    var page = server.desk.signedIn(Role.AUDITOR).get("/app" + path + ".zip");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Cache-Control")).contains("no-store");
    assertThat(page.header("Content-Disposition"))
        .contains("kopie-")
        .doesNotContain("Ada", "example");
    var tenants = server.desk.server.bean(Tenants.class);
    var other = tenants.create(new NewTenant(tenants.find(server.desk.tenant()).profile(), true));
    assertThat(server.call(server.key(other), path, "*/*").statusCode()).isEqualTo(404);
    assertThat(server.desk.owner().get("/app/contacts/" + UUID.randomUUID() + "/copy.zip").status())
        .isEqualTo(404);
  }
}

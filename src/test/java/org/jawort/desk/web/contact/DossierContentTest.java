package org.jawort.desk.web.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jawort.contact.ContactPointId;
import org.jawort.integration.Proofs;
import org.jawort.platform.Language;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a dossier says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DossierContentTest {
  private ProofServer server;
  private byte[] json;
  private byte[] pdf;

  @BeforeAll
  void start() {
    server = new ProofServer();
    json = server.dossier(Proofs.Format.JSON, Language.DE);
    pdf = server.dossier(Proofs.Format.PDF, Language.DE);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  @DisplayName("B-01 A verifier written from the specification alone finds that the JSON holds")
  void standalone() throws Exception {
    assertThat(new StandaloneDossierVerifier(json).check()).isEqualTo(3);
  }

  @Test
  @DisplayName(
      "B-01 The JSON has the fields of ISO/IEC TS 27560, wordings, mails and fetches apart")
  void content() {
    JsonNode sections = JsonMapper.shared().readTree(json).path("sections");
    JsonNode record = sections.path("consentRecord");
    assertThat(record.propertyNames())
        .contains("schema_version", "record_id", "pii_principal_id", "party_identification");
    assertThat(record.at("/pii_processing/0").propertyNames())
        .contains(
            "privacy_notice",
            "language",
            "purpose",
            "pii_type",
            "pii_controllers",
            "storage_location",
            "retention_period",
            "jurisdiction",
            "recipient_third_parties",
            "withdrawal_method");
    assertThat(record.at("/events/2").propertyNames())
        .contains("event_time", "validity_duration", "entity_id", "event_type", "event_state");
    assertThat(record.at("/events/2/event_state").asString()).isEqualTo("dpv:ConsentGiven");
    String wording = server.desk.form().definition().boxes().getFirst().text();
    assertThat(sections.at("/wordings/0/text").asString()).isEqualTo(wording);
    assertThat(sections.at("/mails/0/content/html").asString()).contains("/c/…");
    assertThat(sections.at("/mails/0/content/text").asString().replaceAll("\\s+", " "))
        .contains(wording);
    assertThat(sections.at("/fetches/0/userAgent").asString()).isEqualTo("LinkScanner/2.1");
    assertThat(sections.at("/permissions/0/reason").asString()).isEqualTo("CONFIRMED");
    assertThat(new String(json, StandardCharsets.UTF_8))
        .doesNotContainPattern("//\\S+/[cru]/[\\w-]{16}");
  }

  @Test
  @DisplayName("B-01 The PDF is A4, tagged, titled, in its language, with the JSON in it")
  void document() throws Exception {
    for (Language language : Language.values()) {
      byte[] file = server.dossier(Proofs.Format.PDF, language);
      try (PDDocument document = Loader.loadPDF(file)) {
        var catalog = document.getDocumentCatalog();
        assertThat(catalog.getLanguage()).isEqualTo(language.code());
        assertThat(catalog.getMarkInfo().isMarked()).isTrue();
        assertThat(catalog.getStructureTreeRoot().getKids()).isNotEmpty();
        assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
        assertThat(document.getDocumentInformation().getTitle()).contains("Ada.Lovelace@");
        assertThat(catalog.getCOSObject().getDictionaryObject(COSName.getPDFName("AF")))
            .isNotNull();
        assertThat(document.getPage(0).getMediaBox().getWidth()).isBetween(595f, 596f);
        var attached =
            new PDDocumentNameDictionary(catalog)
                .getEmbeddedFiles()
                .getValue("dossier.json")
                .getEmbeddedFile()
                .toByteArray();
        assertThat(new StandaloneDossierVerifier(attached).check()).isEqualTo(3);
        for (var page : document.getPages()) {
          for (COSName font : page.getResources().getFontNames()) {
            assertThat(page.getResources().getFont(font).isEmbedded()).isTrue();
          }
        }
      }
    }
  }

  @Test
  @DisplayName("B-01 The PDF tells every event, wording, form and mail; nothing in it is mark-up")
  void words() throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      String text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
      assertThat(text)
          .contains(
              "Łukasz Ωmega Ёж <script>alert(1)</script> & [U+4E2D]",
              "1. Hat sich angemeldet",
              "die betroffene Person selbst",
              "Double-Opt-In bestätigt",
              "ja. Die Einwilligung ist bestätigt.",
              "LinkScanner/2.1",
              "250 2.0.0",
              "List-Unsubscribe-Post",
              server.desk.form().definition().title(),
              "UTC)")
          .doesNotContainPattern("//\\S+/[cru]/[\\w-]{16}");
    }
  }

  @Test
  @DisplayName("B-05 The dossier says on what basis a person was asked, in both forms")
  void basisOfAsking() throws Exception {
    var point = new ContactPointId(server.asked("frage@example.org"));
    String json = new String(server.dossier(point, Proofs.Format.JSON), StandardCharsets.UTF_8);
    assertThat(json).contains("\"asking\"", "\"BUSINESS_CARD\"", "Messe, Halle 4", "WITH_REQUEST");
    try (PDDocument document = Loader.loadPDF(server.dossier(point, Proofs.Format.PDF))) {
      assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", " "))
          .contains(
              "Grundlage der Anfrage Visitenkarte mit diesem Wunsch überreicht",
              "Vermerk zur Grundlage Messe, Halle 4",
              "Gewünscht am 1. Mai 2020");
    }
  }

  @Test
  @DisplayName("B-01 ISO 14289-1 7.18 Each link says where it leads, and each page keeps the order")
  void links() throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      int links = 0;
      for (PDPage page : document.getPages()) {
        for (PDAnnotation link : page.getAnnotations()) {
          assertThat(link.getContents()).startsWith("Zum Abschnitt „");
          assertThat(page.getCOSObject().getNameAsString("Tabs")).isEqualTo("S");
          links++;
        }
      }
      assertThat(links).isGreaterThan(8);
      String metadata =
          new String(
              document.getDocumentCatalog().getMetadata().toByteArray(), StandardCharsets.UTF_8);
      assertThat(metadata.replaceAll("\\s+", "")).contains("pdfuaid:part>1<", "pdfaid:part>3<");
    }
  }
}

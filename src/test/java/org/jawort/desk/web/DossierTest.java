package org.jawort.desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jawort.TestBrowser;
import org.jawort.consent.TransparencyLog;
import org.jawort.consent.VerifyCommand;
import org.jawort.consent.log.LogEvents;
import org.jawort.integration.Proofs;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.Role;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DossierTest {
  @TempDir private Path folder;

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
    assertThat(new StandaloneVerifier(json).check()).isEqualTo(3);
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
    assertThat(new String(json, StandardCharsets.UTF_8)).doesNotContainPattern("/[cru]/[\\w-]{16}");
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
        assertThat(new StandaloneVerifier(attached).check()).isEqualTo(3);
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
          .doesNotContainPattern("/[cru]/[\\w-]{16}");
    }
  }

  @Test
  @DisplayName("B-03 jawort verify says in words that both hold, and heeds a key that is given")
  void verifies() throws Exception {
    String key = server.desk.server.bean(TransparencyLog.class).verifierKey();
    for (byte[] file : List.of(json, pdf)) {
      assertThat(verify(file).code()).isZero();
      assertThat(verify(file, "--key", key).code()).isZero();
      assertThat(verify(file).out()).contains("Event 3 (CONFIRMED", "unchanged");
    }
    String other = "elsewhere.example/log+8efb5a36+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    Verified stranger = verify(pdf, "--key", other);
    assertThat(stranger.code()).isNotZero();
    assertThat(verify("nonsense".getBytes(StandardCharsets.UTF_8)).code()).isEqualTo(2);
  }

  private record Verified(int code, String out) {}

  private Verified verify(byte[] file, String... more) throws Exception {
    Path path = Files.write(folder.resolve("file"), file);
    var out = new ByteArrayOutputStream();
    var arguments = new ArrayList<String>(List.of(path.toString()));
    arguments.addAll(List.of(more));
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    int code = VerifyCommand.run(arguments, print, print);
    return new Verified(code, out.toString(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("B-03 A changed byte fails wherever it is, in the JSON and in the PDF")
  void everyByte() {
    var random = new Random(27560);
    for (int i = 0; i < 250; i++) {
      assertThat(ProofServer.faults(flipped(json, random.nextInt(json.length), random)))
          .isNotEmpty();
    }
    for (int i = 0; i < 40; i++) {
      assertThat(ProofServer.faults(flipped(pdf, random.nextInt(pdf.length), random))).isNotEmpty();
    }
    // The seal and what stands behind it, byte by byte.
    for (int at = pdf.length - 60; at < pdf.length; at++) {
      assertThat(ProofServer.faults(flipped(pdf, at, random))).as("at %d", at).isNotEmpty();
    }
    assertThat(ProofServer.faults(Arrays.copyOf(pdf, pdf.length - 1))).isNotEmpty();
    assertThat(ProofServer.faults(Arrays.copyOf(json, json.length + 1))).isNotEmpty();
  }

  private static byte[] flipped(byte[] file, int at, Random random) {
    byte[] changed = file.clone();
    changed[at] ^= (byte) (1 + random.nextInt(255));
    return changed;
  }

  @Test
  @DisplayName("B-03 What fails is named: section, event, signature, print")
  void named() {
    assertThat(replaced(json, "\"contactPoint\":{\"address\":\"A", "B"))
        .contains("Section “Contact point”: was changed.");
    assertThat(replaced(json, "\"source\":\"F", "G"))
        .anyMatch(text -> text.startsWith("Event 1: the record or its salt was changed"))
        .contains("Section “Events”: was changed.");
    assertThat(replaced(json, "\"status\":\"ACCEPTED\"", "'"))
        .singleElement()
        .asString()
        .contains("“E-mails”");
    assertThat(replaced(json, "\"seal\":\"jawort.org/dossier@v1\\nkey localhost", "h"))
        .isNotEmpty();
    assertThat(replaced(pdf, "%sha256 ", "*")).isNotEmpty();
    assertThat(replaced(pdf, "/StructTreeRoo", "T"))
        .contains("The PDF was changed after it had been sealed.");
  }

  /** Puts a character in the place of the last one of the words where they first stand. */
  private static List<String> replaced(byte[] file, String words, String by) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(words);
    assertThat(at).as(words).isNotNegative();
    byte[] changed = file.clone();
    changed[at + words.length() - 1] = (byte) by.charAt(0);
    return ProofServer.faults(changed);
  }

  @Test
  @DisplayName("B-01 By API as JSON or PDF; other types 406, another tenant's 404")
  void api() throws Exception {
    String key = server.key(server.desk.tenant());
    String path = "/contact-points/" + server.point + "/dossier";
    var asJson = server.call(key, path, "application/json");
    assertThat(asJson.statusCode()).isEqualTo(200);
    assertThat(ProofServer.faults(asJson.body())).isEmpty();
    assertThat(asJson.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    var asPdf = server.call(key, path + "?language=en", "application/pdf");
    assertThat(asPdf.headers().firstValue("Content-Type")).contains("application/pdf");
    assertThat(asPdf.headers().firstValue("Content-Disposition").orElse(""))
        .contains("proof-")
        .doesNotContain("Ada", "example");
    assertThat(ProofServer.faults(asPdf.body())).isEmpty();
    assertThat(server.call(key, path, "*/*").headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    assertThat(server.call(key, path, "image/png").statusCode()).isEqualTo(406);
    var tenants = server.desk.server.bean(Tenants.class);
    TenantId other =
        tenants.create(new NewTenant(tenants.find(server.desk.tenant()).profile(), true));
    assertThat(server.call(server.key(other), path, "*/*").statusCode()).isEqualTo(404);
    assertThat(
            server
                .call(key, "/contact-points/" + UUID.randomUUID() + "/dossier", "*/*")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  @DisplayName("B-01 While the latest event is not sealed: 409, to be asked again in a second")
  void waits() throws Exception {
    var sealer = LogEvents.sealer(server.desk.server);
    sealer.stop();
    try {
      UUID contact = server.desk.signUp("spaet@example.org", "Lea", "Spät");
      String path = "/contact-points/" + server.desk.pointOf(contact) + "/dossier";
      var answer = server.call(server.key(server.desk.tenant()), path, "application/json");
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    } finally {
      sealer.start();
    }
  }

  @Test
  @DisplayName("B-01 One button on the contact record, for auditors too")
  void button() {
    TestBrowser auditor = server.desk.signedIn(Role.AUDITOR);
    String path = "/app/contact-points/" + server.point + "/dossier";
    assertThat(auditor.get("/app/contacts/" + server.contact).body())
        .contains(path + ".pdf", path + ".json", "/copy.zip");
    var file = auditor.get(path + ".pdf");
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.body()).startsWith("%PDF-1.");
    assertThat(file.header("Cache-Control")).contains("no-store");
    assertThat(file.header("Content-Disposition")).contains("attachment", "nachweis-");
    assertThat(auditor.get("/app/contact-points/" + UUID.randomUUID() + "/dossier.pdf").status())
        .isEqualTo(404);
    assertThat(server.desk.server.browser().get(path + ".pdf").location()).startsWith("/login");
  }

  @Test
  @DisplayName("B-01 A dossier is made in less than a second: the median, printed")
  void figure() {
    var threads = ManagementFactory.getThreadMXBean();
    var wall = new ArrayList<Long>();
    var processor = new ArrayList<Long>();
    for (int i = 0; i < 21; i++) {
      long begin = System.nanoTime();
      long used = threads.getCurrentThreadCpuTime();
      server.dossier(Proofs.Format.PDF, Language.DE);
      wall.add((System.nanoTime() - begin) / 1_000_000);
      processor.add((threads.getCurrentThreadCpuTime() - used) / 1_000_000);
    }
    wall.sort(null);
    processor.sort(null);
    System.out.printf(
        "dossier as PDF: median %d ms, %d ms of processor time%n", wall.get(10), processor.get(10));
  }
}

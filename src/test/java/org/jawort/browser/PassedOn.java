package org.jawort.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jawort.Await;
import org.jawort.TestServer;
import org.jawort.contact.ContactCard;
import org.jawort.form.Form;
import org.jawort.integration.Proofs;
import org.jawort.optin.webhook.WebhookSource;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What strangers wrote, as it leaves the house: in files, and told to other systems. */
record PassedOn(TestServer server, MarkupJudge judge) {
  /** The proof as a file: text, with nothing that a reader would run. */
  void dossier(ContactCard card, String text) throws IOException {
    var point = card.points().getFirst().id();
    Proofs files = server.bean(Proofs.class);
    byte[] made =
        made(
            () ->
                files.dossier(server.tenant(), point, Proofs.Format.PDF, Optional.of(Language.DE)));
    printed(made, text);
  }

  private static byte[] made(Supplier<Proofs.ProofOutcome> making) throws IOException {
    var made = new AtomicReference<Proofs.ProofOutcome.Made>();
    Await.until(
        "the events are sealed",
        () -> {
          if (making.get() instanceof Proofs.ProofOutcome.Made one) {
            made.set(one);
          }
          return made.get() != null;
        });
    var out = new ByteArrayOutputStream();
    made.get().content().writeTo(out);
    return out.toByteArray();
  }

  private static void printed(byte[] file, String text) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(file)) {
      assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s", ""))
          .contains(text.replaceAll("\\s", ""));
      assertThat(pdf.getDocumentCatalog().getOpenAction()).isNull();
      PDDocumentNameDictionary names = pdf.getDocumentCatalog().getNames();
      assertThat(names == null || names.getJavaScript() == null).as("no script").isTrue();
    }
  }

  /** The copy of all data: each file is what its name says, and text in it. */
  void copy(ContactCard card, String text) throws IOException {
    Proofs files = server.bean(Proofs.class);
    byte[] zip =
        made(() -> files.copy(server.tenant(), card.contact().id(), Optional.of(Language.DE)));
    Map<String, byte[]> inside = unpacked(zip);
    assertThat(inside).containsKeys("Daten.json", "csv/submissions.csv");
    for (Map.Entry<String, byte[]> one : inside.entrySet()) {
      assertThat(one.getKey()).as("the name of a file").doesNotContain(MarkupJudge.PROBE, "..");
      String kind = one.getKey().replaceAll(".*\\.", "");
      String content = new String(one.getValue(), StandardCharsets.UTF_8);
      switch (kind) {
        case "csv" -> judge.see(one.getKey() + " of " + text, "text/csv", content);
        case "json" -> judge.see(one.getKey() + " of " + text, "application/json", content);
        case "pdf" -> printed(one.getValue(), text);
        case "html" -> judge.see(one.getKey() + " of " + text, "text/html", content);
        default -> assertThat(kind).isEqualTo("txt");
      }
    }
    JsonNode data = JsonMapper.shared().readTree(inside.get("Daten.json"));
    assertThat(data.at("/contact/firstName").asString()).isEqualTo(text);
  }

  private static Map<String, byte[]> unpacked(byte[] zip) throws IOException {
    var files = new LinkedHashMap<String, byte[]>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  /** What another system is told of each submission of a form, as its body has it. */
  void webhooks(Form form, List<String> corpus) {
    Map<UUID, Map<String, Object>> told =
        server
            .bean(Database.class)
            .read(
                server.tenant(),
                connection ->
                    server
                        .bean(WebhookSource.class)
                        .data(connection, server.tenant(), submissions(form)));
    String body = server.bean(JsonMapper.class).writeValueAsString(told.values());
    judge.see("webhooks", "application/json", body);
    assertThat(JsonMapper.shared().readTree(body).findValuesAsString("line")).containsAll(corpus);
  }

  private List<UUID> submissions(Form form) {
    return server
        .bean(JdbcClient.class)
        .sql("SELECT id FROM form_submission WHERE tenant_id = :tenant AND form_id = :form")
        .param("tenant", server.tenant().value())
        .param("form", form.id().value())
        .query(UUID.class)
        .list();
  }
}

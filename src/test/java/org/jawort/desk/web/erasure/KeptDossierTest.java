package org.jawort.desk.web.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jawort.TestBrowser;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.proof.TransparencyLog;
import org.jawort.consent.proof.VerifyCommand;
import org.jawort.contact.ContactPointId;
import org.jawort.desk.dossier.KeptDossiers;
import org.jawort.desk.web.contact.StandaloneDossierVerifier;
import org.jawort.erasure.KeptProofs;
import org.jawort.integration.ApiKeys;
import org.jawort.integration.NewApiKey;
import org.jawort.integration.Proofs;
import org.jawort.platform.Language;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dossier of proof that outlives its contact. */
class KeptDossierTest extends ErasureDesk {
  @TempDir private Path folder;

  /** Somebody confirmed and was erased; the proof is kept. Returns the contact point. */
  private UUID kept(String address) {
    UUID contact = confirmed(address);
    UUID point = desk.pointOf(contact);
    TestBrowser owner = desk.owner();
    String erase = "/app/contacts/" + contact + "/erase";
    String page = owner.get(erase).body();
    assertThat(owner.post(erase, Map.of("asOf", asOf(page), "proof", "KEEP")).status())
        .isEqualTo(302);
    return point;
  }

  private byte[] dossier(UUID point, Proofs.Format format, Language language) throws Exception {
    var proofOutcome =
        desk.server
            .bean(KeptDossiers.class)
            .dossier(desk.tenant(), new ContactPointId(point), format, Optional.of(language));
    assertThat(proofOutcome).isInstanceOf(Proofs.ProofOutcome.Made.class);
    var out = new ByteArrayOutputStream();
    ((Proofs.ProofOutcome.Made) proofOutcome).content().writeTo(out);
    return out.toByteArray();
  }

  private String verified(byte[] file) throws Exception {
    Path path = Files.write(folder.resolve("file"), file);
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    String key = desk.server.bean(TransparencyLog.class).verifierKey();
    assertThat(VerifyCommand.run(List.of(path.toString(), "--key", key), print, print))
        .as(out.toString(StandardCharsets.UTF_8))
        .isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("B-01 law 34 An editor takes the dossier of kept proof away, and it verifies")
  void download() throws Exception {
    UUID point = kept("gericht@example.org");
    TestBrowser editor = desk.signedIn(Role.EDITOR);
    String page = "/app/kept-proof/" + point;
    assertThat(editor.get(page).body())
        .contains(page + "/dossier.pdf", page + "/dossier.json", "Nachweis als PDF");
    var json = editor.get(page + "/dossier.json");
    assertThat(json.status()).isEqualTo(200);
    assertThat(json.header("Content-Disposition"))
        .contains("attachment", "nachweis-")
        .doesNotContain("gericht");
    assertThat(json.header("Cache-Control")).contains("no-store");
    byte[] bytes = json.body().getBytes(StandardCharsets.UTF_8);
    assertThat(new StandaloneDossierVerifier(bytes).check()).isEqualTo(3);
    assertThat(verified(bytes)).contains("Event 3 (CONFIRMED", "Section “Why it is kept”");
    var pdf = editor.get(page + "/dossier.pdf");
    assertThat(pdf.status()).isEqualTo(200);
    assertThat(pdf.body()).startsWith("%PDF-1.");
    assertThat(verified(dossier(point, Proofs.Format.PDF, Language.DE)))
        .contains("Event 3 (CONFIRMED");
  }

  @Test
  @DisplayName("B-01 It tells the person, the wording, the mail, and why it is kept until when")
  void tells() throws Exception {
    UUID point = kept("sagt@example.org");
    JsonNode sections =
        JsonMapper.shared()
            .readTree(dossier(point, Proofs.Format.JSON, Language.EN))
            .path("sections");
    assertThat(sections.at("/contact/name").asString()).isEqualTo("Erna Erasme");
    assertThat(sections.at("/contactPoint/address").asString()).isEqualTo("sagt@example.org");
    assertThat(sections.at("/contactPoint/consents/0/status").asString()).isEqualTo("CONFIRMED");
    assertThat(sections.at("/restriction/0/words").asString())
        .contains("the data about this address were erased on", "defence of legal claims alone");
    assertThat(sections.at("/mails/0/content/html").asString()).contains("/c/…");
    assertThat(sections.at("/mails/0/campaignName").asString()).isNotEmpty();
    assertThat(sections.path("permissions")).isEmpty();
    String wording = desk.form().definition().boxes().getFirst().text();
    assertThat(sections.at("/wordings/0/text").asString()).isEqualTo(wording);
    byte[] pdf = dossier(point, Proofs.Format.PDF, Language.DE);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", " "))
          .contains(
              "Erna Erasme",
              "sagt@example.org",
              "Warum dieser Nachweis noch da ist",
              "allein zur Verteidigung gegen Ansprüche",
              "Double-Opt-In bestätigt",
              "250 2.0.0")
          .doesNotContain("Was heute gesandt werden darf")
          .doesNotContainPattern("//\\S+/[cru]/[\\w-]{16}");
    }
  }

  @Test
  @DisplayName("S1-20 Nobody else: readers and staff 403, the API 404, and 404 after its day")
  void nobodyElse() throws Exception {
    UUID point = kept("niemand-sonst@example.org");
    for (Role role : List.of(Role.AUDITOR, Role.STAFF)) {
      TestBrowser other = desk.signedIn(role);
      for (String ending : List.of("pdf", "json")) {
        String file = "/dossier." + ending;
        assertThat(other.get("/app/kept-proof/" + point + file).status()).isEqualTo(403);
        assertThat(other.get("/app/contact-points/" + point + file).status()).isEqualTo(404);
      }
    }
    assertThat(byApi("/contact-points/" + point + "/dossier")).isEqualTo(404);
    desk.server.clock().tick(Duration.ofDays(4 * 366));
    desk.server.bean(KeptProofs.class).eraseDue();
    TestBrowser owner = desk.owner();
    assertThat(owner.get("/app/kept-proof/" + point + "/dossier.pdf").status()).isEqualTo(404);
  }

  private int byApi(String path) throws Exception {
    String secret =
        desk.server
            .bean(ApiKeys.class)
            .issue(
                desk.tenant(),
                NewApiKey.unlimited(
                    "proofs", StatedBasis.ofKey(AskingBasis.OWN_REQUEST_AT_SYSTEM, null)))
            .secret();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(desk.server.url() + "/api/v1" + path))
                  .header("Authorization", "Bearer " + secret)
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}

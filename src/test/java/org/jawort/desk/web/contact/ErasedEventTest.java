package org.jawort.desk.web.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jawort.consent.dossier.DossierCheck;
import org.jawort.consent.log.ProofCheck.Finding;
import org.jawort.integration.Proofs;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody deletes the personal part of one event in the database; the log still has its place. */
class ErasedEventTest {
  @Test
  @DisplayName(
      "B-01 law 14 It says in words that the personal part is missing, and does not verify")
  void oneEvent() throws Exception {
    try (var server = new ProofServer()) {
      eraseSignUp(server);
      byte[] json = server.dossier(Proofs.Format.JSON, Language.DE);
      JsonNode events = JsonMapper.shared().readTree(json).at("/sections/events");
      assertThat(events).hasSize(3);
      assertThat(events.at("/0/erased").asString())
          .isEqualTo("Der persönliche Teil dieses Ereignisses wurde gelöscht.");
      assertThat(events.path(0).has("record") || events.path(0).has("salt")).isFalse();
      assertThat(events.at("/2/record/type").asString()).isEqualTo("CONFIRMED");
      assertThat(events.path(2).has("erased")).isFalse();
      assertThat(new StandaloneDossierVerifier(json).check()).isEqualTo(3);
      byte[] pdf = server.dossier(Proofs.Format.PDF, Language.DE);
      for (byte[] file : List.of(json, pdf)) {
        assertThat(ProofServer.faults(file))
            .contains("Event 1: its evidence is missing although the contact was not erased.");
        assertThat(DossierCheck.check(file, List.of(), Locale.ENGLISH))
            .extracting(Finding::text)
            .anyMatch(
                text ->
                    text.startsWith("Event 1: stands in the transparency log as entry ")
                        && text.endsWith("its personal part was erased."))
            .anyMatch(text -> text.startsWith("Event 3 (CONFIRMED"));
      }
      try (PDDocument document = Loader.loadPDF(pdf)) {
        assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", " "))
            .containsOnlyOnce("Der persönliche Teil dieses Ereignisses wurde gelöscht.");
      }
    }
  }

  private static void eraseSignUp(ProofServer server) {
    String sql =
        """
        DELETE FROM consent_evidence v USING consent_event e
        WHERE e.tenant_id = ? AND e.contact_point_id = ? AND e.type = 'SIGNED_UP'
          AND v.tenant_id = e.tenant_id AND v.event_id = e.id
        """;
    var desk = server.desk;
    int erased =
        desk.server
            .bean(Database.class)
            .write(
                desk.tenant(),
                connection ->
                    desk.server
                        .bean(JdbcClient.class)
                        .sql(sql)
                        .params(desk.tenant().value(), server.point)
                        .update());
    assertThat(erased).isEqualTo(1);
  }
}

package org.jawort.desk.web.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.UUID;
import org.jawort.consent.Evidence;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which evidence a consent given elsewhere needs, over HTTP. */
class StatementPagesTest extends StatementDesk {
  @Test
  @DisplayName("S3-04 S4-07 A declaration by word of mouth: who said what to whom, in the history")
  void oral() {
    Map<String, String> fields = open(owner, "declarations");
    fields.putAll(Map.of("basis", "ORAL", "at", at(Duration.ofMinutes(1)), "saidBy", "Pia Probe"));
    fields.put("takenBy", "other");
    var refused = owner.post(path("declarations"), fields);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains(
            "Es fehlt, wer das entgegengenommen hat.",
            "Es fehlt, bei welchem Anlass",
            "Es fehlt der Wortlaut",
            "value=\"Pia Probe\"")
        .doesNotContain("Es fehlt, wer das gesagt hat.");
    assertThat(history()).isEmpty();
    fields.putAll(
        Map.of("takenByName", "Berta", "occasion", "Termin", "wordingText", "Darf ich …?"));
    var done = owner.post(path("declarations"), fields);
    assertThat(done.location()).endsWith("/app/contacts/" + contact);
    assertThat(owner.get("/app/contacts/" + contact).body())
        .contains(
            "Extern dokumentiert",
            "Mündlich",
            "Pia Probe",
            "Berta",
            "Termin",
            "Darf ich …?",
            "im Kontakt eingetragen",
            "Werbung erlaubt.",
            "aus Ihrem Team");
    Evidence evidence = history().getLast().evidence();
    assertThat(evidence).isNotNull();
    assertThat(evidence.address()).isEqualTo("p" + number + "@example.org");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CONTRACT | Nummer oder das Datum des Vertrags",
        "SIGNATURE | wo das Original liegt",
        "PAPER | wo das Original liegt",
        "TABLET | Es fehlt der Wortlaut",
        "OTHER | Vermerk, der es erklärt",
        "'' | worauf sich die Einwilligung gründet"
      })
  @DisplayName("S4-06 law 18 Without the evidence that the basis needs nothing is recorded")
  void needs(String basis, String missing) {
    Map<String, String> fields = open(owner, "declarations");
    fields.put("basis", basis);
    fields.put("at", at(Duration.ofMinutes(1)));
    var page = owner.post(path("declarations"), fields);
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body()).contains(missing);
    assertThat(history()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2099-01-01T10:00 | liegt in der Zukunft",
        "1989-12-31T10:00 | liegt vor 1990",
        "2026-03-29T02:30 | Diese Uhrzeit gab es nicht",
        "gestern | Bitte geben Sie Datum und Uhrzeit an",
        "'' | Es fehlt, wann das gesagt wurde"
      })
  @DisplayName("S4-07 A moment that cannot be is refused, and what was typed stays")
  void moments(String at, String why) {
    Map<String, String> fields = open(owner, "declarations");
    fields.putAll(paper(Duration.ZERO));
    fields.put("at", at);
    fields.put("note", "bleibt stehen");
    var page = owner.post(path("declarations"), fields);
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body()).contains(why, "bleibt stehen", "Ordner 7");
  }

  @Test
  @DisplayName("B-01 The script that was read out is a version of the purpose's own wording")
  void wordings() {
    String since = "SELECT id FROM wording WHERE language = :language AND channel = 'EMAIL'";
    UUID wording = desk.ask(since, "language", "de");
    Map<String, String> fields = open(owner, "declarations");
    fields.put("basis", "TABLET");
    fields.put("at", at(Duration.ofMinutes(1)));
    fields.put("wording", wording.toString());
    fields.put("at", "2020-01-01T10:00");
    assertThat(owner.post(path("declarations"), fields).body())
        .contains("gab es zu dem genannten Zeitpunkt noch nicht");
    fields.put("at", at(Duration.ofMinutes(1)));
    fields.put("wording", UUID.randomUUID().toString());
    assertThat(owner.post(path("declarations"), fields).body())
        .contains("gehört nicht zu diesem Zweck");
    fields.put("wording", wording.toString());
    assertThat(owner.post(path("declarations"), fields).status()).isEqualTo(302);
    var declaration = history().getLast().evidence().declaration();
    assertThat(declaration.wordingText()).contains("jederzeit");
    assertThat(declaration.wording()).isEqualTo(wording);
  }

  private void forCalls(boolean calls) {
    Purposes purposes = desk.server.bean(Purposes.class);
    for (Purpose purpose : purposes.all(desk.tenant())) {
      var now = purpose.profile();
      purposes.change(
          desk.tenant(),
          purpose.id(),
          new PurposeProfile(
              now.name(),
              now.description(),
              now.channels(),
              calls,
              now.validityMonths(),
              now.expiry(),
              now.legalBasis(),
              now.jurisdiction()));
    }
  }

  @Test
  @DisplayName("law 18 law 35 Consent to calls needs more, and each use starts its five years anew")
  void calls() {
    forCalls(true);
    // What was said before would be about what the purpose said before.
    desk.server.clock().tick(Duration.ofMinutes(5));
    try {
      Map<String, String> fields = open(owner, "declarations");
      fields.putAll(paper(Duration.ofMinutes(3)));
      fields.put("takenBy", "other");
      var page = owner.post(path("declarations"), fields);
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.body())
          .contains("welche Firma", "wofür angerufen", "auf welche Art", "wer das gesagt")
          .contains("wer das entgegengenommen");
      fields.putAll(
          Map.of("company", "Salon", "scope", "Termine", "manner", "mündlich", "saidBy", "Pia"));
      fields.put("takenByName", "Berta");
      assertThat(owner.post(path("declarations"), fields).status()).isEqualTo(302);
      assertThat(owner.get("/app/contacts/" + contact).body())
          .contains("Anrufe aufzubewahren bis", year(5));
      desk.server.clock().tick(Duration.ofDays(400));
      owner = desk.owner();
      Map<String, String> before = open(owner, "uses");
      before.put("at", at(Duration.ofDays(401)));
      assertThat(owner.post(path("uses"), before).body()).contains("vor der Einwilligung");
      act("uses", Duration.ofMinutes(1));
      assertThat(status()).isEqualTo("EXTERNALLY_DOCUMENTED");
      assertThat(owner.get("/app/contacts/" + contact).body()).contains(year(5));
    } finally {
      forCalls(false);
    }
  }

  private String year(int more) {
    return String.valueOf(
        LocalDateTime.ofInstant(desk.server.clock().instant(), BERLIN).getYear() + more);
  }
}

package org.jawort.consent.dossier;

import java.util.Arrays;
import java.util.HexFormat;
import org.jawort.consent.log.CanonicalJson;
import org.jawort.consent.log.CanonicalRecord;
import org.jawort.consent.log.Checkpoint;
import org.jawort.consent.log.LogProof;
import org.jawort.consent.log.MalformedException;
import org.jawort.consent.log.ProofExtra;
import org.jawort.consent.log.SignedNote;
import org.jawort.consent.log.VerifierKey;
import tools.jackson.databind.JsonNode;

/** Checks that each event of a dossier stands in the transparency log as it is told. */
public final class EventsCheck {
  private final Report report;
  private final VerifierKey key;

  EventsCheck(Report report, VerifierKey key) {
    this.report = report;
    this.key = key;
  }

  void run(JsonNode sections, StampsCheck stamps) {
    stamps.read(sections.path("timeStamps"));
    String checkpoint = sections.path("log").path("checkpoint").asString("");
    if (!checkpoint(checkpoint)) {
      return;
    }
    String point = sections.path("contactPoint").path("id").asString("");
    int number = 0;
    for (JsonNode event : sections.path("events")) {
      number++;
      try {
        event(number, event, checkpoint, point);
        stamps.event(number, event);
      } catch (MalformedException | IllegalArgumentException e) {
        report.fails("event.malformed", number, String.valueOf(e.getMessage()));
      }
    }
  }

  /** Tells whether a key signed a checkpoint of its own log. */
  public static boolean isSigned(String checkpoint, VerifierKey key) {
    SignedNote note = SignedNote.parse(checkpoint);
    return Checkpoint.parse(note.text()).origin().equals(key.name())
        && note.askedOf(key) == SignedNote.Answer.SIGNED;
  }

  private boolean checkpoint(String text) {
    if (!isSigned(text, key)) {
      return report.fails("checkpoint.wrong");
    }
    Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(text).text());
    return report.holds(
        "checkpoint.signed", checkpoint.origin(), String.valueOf(checkpoint.size()));
  }

  private void event(int number, JsonNode event, String checkpoint, String point) {
    LogProof proof = LogProof.parse(event.path("proof").asString(""));
    byte[] entry =
        ProofExtra.parse(
                proof
                    .extra()
                    .orElseThrow(() -> new MalformedException("the line extra is missing")))
            .commitment();
    if (!proof.note().toString().equals(checkpoint)) {
      report.fails("event.checkpoint", number);
    } else if (!proof.leadsToRoot(entry)) {
      report.fails("event.path", number);
    } else if (!event.has("record")) {
      report.holds("event.erased", number, String.valueOf(proof.index()));
    } else {
      opened(number, event, entry, proof.index(), point);
    }
  }

  private void opened(int number, JsonNode event, byte[] entry, long index, String point) {
    JsonNode json = event.path("record");
    var record = new CanonicalRecord(CanonicalJson.of(json));
    byte[] salt = HexFormat.of().parseHex(event.path("salt").asString(""));
    if (!Arrays.equals(record.commitment(salt), entry)) {
      report.fails("event.commitment", number);
    } else if (!json.path("contactPoint").asString("").equals(point)
        || !json.path("id").equals(event.path("id"))) {
      report.fails("event.foreign", number);
    } else {
      report.holds(
          "event.same",
          number,
          json.path("type").asString(""),
          json.path("at").asString(""),
          String.valueOf(index));
    }
  }
}

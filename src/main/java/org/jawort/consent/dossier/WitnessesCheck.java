package org.jawort.consent.dossier;

import java.util.List;
import org.jawort.consent.log.SignedNote;
import org.jawort.consent.log.WitnessKey;
import tools.jackson.databind.JsonNode;

/** Whether each witness that was named has cosigned the checkpoint of a dossier. */
final class WitnessesCheck {
  private WitnessesCheck() {}

  static void run(Report report, JsonNode sections, List<WitnessKey> witnesses) {
    if (witnesses.isEmpty()) {
      return;
    }
    SignedNote note = SignedNote.parse(sections.path("log").path("checkpoint").asString(""));
    for (WitnessKey key : witnesses) {
      switch (note.askedOf(key)) {
        case SIGNED ->
            report.holds(
                "witness.cosigned", key.name(), note.cosignedAt(key).orElseThrow().toString());
        case WRONG -> report.fails("witness.wrong", key.name());
        case ABSENT -> report.fails("witness.absent", key.name());
      }
    }
  }
}

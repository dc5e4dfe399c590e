package org.jawort.consent.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jawort.platform.Rows;

/**
 * What a witness showed when it refused a checkpoint: one that we signed before, and that the log
 * is to go on from.
 *
 * @param note as we signed it
 */
record WitnessEvidence(String witness, String note, Checkpoint checkpoint) {
  /**
   * What stands against the log of the newest key; what none of our keys signed is no evidence.
   *
   * @param keys newest first
   */
  static List<WitnessEvidence> against(Connection connection, List<LogKey> keys)
      throws SQLException {
    String sql = "SELECT vkey, evidence FROM log_witness WHERE evidence IS NOT NULL ORDER BY vkey";
    var against = new ArrayList<WitnessEvidence>();
    Rows.sql(connection, sql)
        .each(
            row -> {
              String note = row.getString("evidence");
              if (isOurs(note, keys)) {
                String witness = row.getString("vkey").split("\\+", 2)[0];
                Checkpoint signed = Checkpoint.parse(SignedNote.parse(note).text());
                against.add(new WitnessEvidence(witness, note, signed));
              }
            });
    return against;
  }

  /** Tells whether one of the keys of the newest name signed it. */
  static boolean isOurs(String text, List<LogKey> keys) {
    try {
      SignedNote note = SignedNote.parse(text);
      String origin = Checkpoint.parse(note.text()).origin();
      return origin.equals(keys.getFirst().verifierKey().name())
          && keys.stream()
              .map(LogKey::verifierKey)
              .filter(key -> key.name().equals(origin))
              .anyMatch(key -> note.askedOf(key) == SignedNote.Answer.SIGNED);
    } catch (MalformedException e) {
      return false;
    }
  }
}

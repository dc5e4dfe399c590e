package org.jawort.optin;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jawort.contact.ContactIntake;
import org.jawort.delivery.MessageId;
import org.springframework.stereotype.Component;

/** Takes in what recipients answer by the buttons behind their links, many at a time (P2). */
@Component
class Decisions {
  private final ContactIntake contactIntake;
  private final Confirmations confirmations;
  private final Refusals refusals;
  private final InstantSource clock;

  Decisions(
      ContactIntake contactIntake,
      Confirmations confirmations,
      Refusals refusals,
      InstantSource clock) {
    this.contactIntake = contactIntake;
    this.confirmations = confirmations;
    this.refusals = refusals;
    this.clock = clock;
  }

  /**
   * Writes all, in the caller's transaction; each message at most once in a batch. Of "yes" and
   * "no" to one question at the same moment the "no" counts.
   */
  List<AnswerOutcome> takeIn(Connection connection, List<PressedLink> pressed) throws SQLException {
    Map<MessageId, List<AskedConsent>> asked = AskedConsent.by(connection, pressed);
    var answers = new HashMap<MessageId, AnswerOutcome>();
    if (!asked.isEmpty()) {
      Instant now = clock.instant();
      contactIntake.lock(
          connection, asked.values().stream().map(all -> all.getFirst().target(now)).toList());
      refusals.takeIn(connection, saying(pressed, asked, false), now, answers);
      confirmations.takeIn(connection, saying(pressed, asked, true), now, answers);
    }
    return pressed.stream()
        .map(p -> answers.getOrDefault(p.message(), AnswerOutcome.UNKNOWN))
        .toList();
  }

  private static List<AskedConsent> saying(
      List<PressedLink> pressed, Map<MessageId, List<AskedConsent>> asked, boolean yes) {
    return pressed.stream()
        .filter(p -> p.yes() == yes)
        .flatMap(p -> asked.getOrDefault(p.message(), List.of()).stream())
        .toList();
  }
}

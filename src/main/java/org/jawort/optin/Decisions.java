package org.jawort.optin;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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

  /**
   * What is said to what. Of several the "yes" is not to those for which nobody is asked any more,
   * as the page shows it; a "no" is to all of them.
   */
  private static List<AskedConsent> saying(
      List<PressedLink> pressed, Map<MessageId, List<AskedConsent>> asked, boolean yes) {
    var said = new ArrayList<AskedConsent>();
    for (PressedLink one : pressed) {
      List<AskedConsent> all = asked.getOrDefault(one.message(), List.of());
      boolean some = yes && all.stream().anyMatch(consent -> !consent.archived());
      if (one.yes() == yes) {
        all.stream().filter(consent -> !(some && consent.archived())).forEach(said::add);
      }
    }
    return said;
  }
}

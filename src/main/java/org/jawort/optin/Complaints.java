package org.jawort.optin;

import java.util.List;
import java.util.Optional;
import org.jawort.consent.AllAdvertising;
import org.jawort.consent.AllAdvertising.ObjectionOutcome;
import org.jawort.consent.Evidence;
import org.jawort.consent.Withdrawal;
import org.jawort.platform.Database;
import org.jawort.tenant.Actor;
import org.springframework.stereotype.Component;

/** Takes in that somebody complains about a confirmation mail, by the link in that very mail. */
@Component
class Complaints {
  private final Database database;
  private final AllAdvertising allAdvertising;

  Complaints(Database database, AllAdvertising allAdvertising) {
    this.database = database;
    this.allAdvertising = allAdvertising;
  }

  /** ALREADY where the mailbox complained before, UNKNOWN where the person was erased since. */
  AnswerOutcome takeIn(PressedLink pressed) {
    return database.writeAnew(
        pressed.tenant(),
        connection ->
            Optional.ofNullable(
                    AskedConsent.by(connection, List.of(pressed)).get(pressed.message()))
                .map(asked -> complain(asked.getFirst()))
                .orElse(AnswerOutcome.UNKNOWN));
  }

  private AnswerOutcome complain(AskedConsent asked) {
    PressedLink pressed = asked.pressed();
    Visit visit = pressed.visit();
    var said =
        new Withdrawal(
            asked.campaign(),
            pressed.message().value(),
            "LINK",
            Evidence.pressed(visit.ip(), visit.userAgent(), visit.landing(), visit.shown()));
    return switch (allAdvertising.complain(
        pressed.tenant(), asked.contactPoint(), Actor.RECIPIENT, said)) {
      case ObjectionOutcome.Recorded recorded -> AnswerOutcome.DONE;
      case ObjectionOutcome.Already already -> AnswerOutcome.ALREADY;
      case ObjectionOutcome.Unknown() -> AnswerOutcome.UNKNOWN;
    };
  }
}

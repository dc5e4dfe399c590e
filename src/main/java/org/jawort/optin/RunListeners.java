package org.jawort.optin;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.consent.ConsentChanged;
import org.jawort.consent.EventType;
import org.jawort.consent.Evidence;
import org.jawort.consent.Ledger;
import org.jawort.consent.NewEvent;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactIntake;
import org.jawort.contact.MailBlocks;
import org.jawort.delivery.AlsoAsked;
import org.jawort.delivery.MessagesAccepted;
import org.jawort.optin.run.RunStatus;
import org.jawort.optin.run.Runs;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hears from the rooms below: a confirmation mail was taken over, a request was refused. */
@Component
class RunListeners {
  private final Database database;
  private final ContactIntake contactIntake;
  private final Ledger ledger;
  private final Runs runs;
  private final InstantSource clock;

  RunListeners(
      Database database,
      ContactIntake contactIntake,
      Ledger ledger,
      Runs runs,
      InstantSource clock) {
    this.database = database;
    this.contactIntake = contactIntake;
    this.ledger = ledger;
    this.runs = runs;
    this.clock = clock;
  }

  /**
   * The mail server took mails over: a confirmation mail makes SENT of TRIGGERED, and every mail is
   * committed to as it went out (law 15).
   */
  @EventListener
  void on(MessagesAccepted accepted) {
    database.write(
        accepted.messages().stream()
            .map(MessagesAccepted.Accepted::tenant)
            .collect(Collectors.toSet()),
        connection -> {
          append(connection, accepted.messages());
          return accepted;
        });
  }

  private void append(Connection connection, List<MessagesAccepted.Accepted> messages)
      throws SQLException {
    contactIntake.lock(
        connection,
        messages.stream()
            .map(m -> new MailBlocks.Target(m.tenant(), m.contactPoint(), m.at()))
            .toList());
    ledger.append(connection, messages.stream().flatMap(RunListeners::sent).toList());
  }

  /** One for each purpose that the mail asks for, so that each proof has it. */
  private static Stream<NewEvent> sent(MessagesAccepted.Accepted message) {
    return Stream.concat(
            Stream.of(message.purpose()), message.also().stream().map(AlsoAsked::purpose))
        .map(purpose -> sent(message, purpose));
  }

  private static NewEvent sent(MessagesAccepted.Accepted message, PurposeId purpose) {
    EventType type =
        message.messageClass() == MessageClass.OPT_IN ? EventType.SENT : EventType.MAILED;
    return NewEvent.of(type, message.tenant(), message.contactPoint(), purpose)
        .by(Actor.SYSTEM, "MAIL_SERVER", message.at())
        .through(message.campaign(), message.message().value())
        .backedBy(Evidence.mailed(message.receipt()));
  }

  /** Said otherwise than by a button of the mail, withdrawn, or taken back: the runs end. */
  @EventListener
  void on(ConsentChanged changed) {
    List<TenantId> tenants =
        changed.changes().stream().map(ConsentChanged.Change::tenant).distinct().toList();
    database.write(
        tenants,
        connection -> {
          Instant now = clock.instant();
          runs.stop(connection, of(changed, ConsentChanged.Why.NO), RunStatus.REFUSED, now);
          runs.stop(connection, of(changed, ConsentChanged.Why.TAKEN_BACK), RunStatus.ENDED, now);
          return tenants;
        });
  }

  private static List<Runs.Of> of(ConsentChanged changed, ConsentChanged.Why why) {
    return changed.changes().stream()
        .filter(change -> change.why() == why)
        .map(change -> new Runs.Of(change.tenant(), change.contactPoint(), change.purpose()))
        .toList();
  }
}

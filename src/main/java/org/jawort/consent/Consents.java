package org.jawort.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactIntake;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.contact.MailBlocks;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The door for the "no" of a recipient to one purpose; to all of them there is AllAdvertising. */
@Component
public class Consents {
  private final Database database;
  private final ContactIntake contactIntake;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;
  private final InstantSource clock;

  Consents(
      Database database,
      ContactIntake contactIntake,
      Ledger ledger,
      ApplicationEventPublisher events,
      InstantSource clock) {
    this.database = database;
    this.contactIntake = contactIntake;
    this.ledger = ledger;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Takes the recipient's "no" to a purpose at once, in whatever status (law 31, 32): an event with
   * mail and evidence, and the mail block UNSUBSCRIBED. What was given is withdrawn; anything else
   * counts as refused.
   */
  public Unsubscribed unsubscribe(
      TenantId tenant, ContactPointId contactPoint, PurposeId purpose, Withdrawal withdrawal) {
    return database.writeAnew(
        tenant,
        connection -> {
          var target = List.of(new MailBlocks.Target(tenant, contactPoint, clock.instant()));
          contactIntake.lock(connection, target);
          return withdraw(connection, tenant, contactPoint, purpose, withdrawal);
        });
  }

  private Unsubscribed withdraw(
      Connection connection,
      TenantId tenant,
      ContactPointId contactPoint,
      PurposeId purpose,
      Withdrawal withdrawal)
      throws SQLException {
    Optional<PurposeStanding> standing =
        PurposeStanding.of(connection, tenant, contactPoint, purpose);
    if (standing.isEmpty()) {
      return Unsubscribed.GONE;
    }
    Optional<EventType> no = standing.get().status().no(standing.get().asked());
    if (no.isEmpty()) {
      return Unsubscribed.ALREADY;
    }
    var event =
        NewEvent.of(no.get(), tenant, contactPoint, purpose)
            .by(Actor.RECIPIENT, withdrawal.source(), clock.instant())
            .through(withdrawal.campaign(), withdrawal.message())
            .backedBy(withdrawal.evidence())
            .setting(MailBlock.UNSUBSCRIBED);
    ledger.append(connection, List.of(event));
    // Nobody waits for an answer any more.
    var change = new ConsentChanged.Change(tenant, contactPoint, purpose, ConsentChanged.Why.NO);
    events.publishEvent(new ConsentChanged(List.of(change)));
    return no.get() == EventType.REVOKED ? Unsubscribed.REVOKED : Unsubscribed.REFUSED;
  }
}

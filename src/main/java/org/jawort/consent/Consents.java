package org.jawort.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
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

  /** The same to one purpose. */
  public Unsubscribed unsubscribe(
      TenantId tenant, ContactPointId contactPoint, PurposeId purpose, Withdrawal withdrawal) {
    return unsubscribe(tenant, contactPoint, List.of(purpose), withdrawal);
  }

  /**
   * Takes the recipient's "no" to purposes at once, in whatever status (law 31, 32): an event each
   * with mail and evidence, and the mail block UNSUBSCRIBED unless a consent to another purpose
   * stands. What was given is withdrawn; anything else counts as refused.
   *
   * @param purposes at least one
   * @return of what came of each, the first in the order of {@link Unsubscribed}
   */
  public Unsubscribed unsubscribe(
      TenantId tenant,
      ContactPointId contactPoint,
      List<PurposeId> purposes,
      Withdrawal withdrawal) {
    return database.writeAnew(
        tenant,
        connection -> {
          var target = List.of(new MailBlocks.Target(tenant, contactPoint, clock.instant()));
          contactIntake.lock(connection, target);
          boolean cutsOff = nothingElse(connection, tenant, contactPoint, purposes);
          var outcomes = new ArrayList<Unsubscribed>();
          for (PurposeId purpose : purposes) {
            outcomes.add(withdraw(connection, tenant, contactPoint, purpose, cutsOff, withdrawal));
          }
          return Collections.min(outcomes);
        });
  }

  /** Whoever consented to something else is not to be cut off from it (ADR 0018). */
  private static boolean nothingElse(
      Connection connection, TenantId tenant, ContactPointId contactPoint, List<PurposeId> purposes)
      throws SQLException {
    return PurposeStanding.ofAll(connection, tenant, contactPoint).stream()
        .filter(standing -> standing.status().mayAdvertise())
        .allMatch(standing -> purposes.contains(standing.purpose()));
  }

  private Unsubscribed withdraw(
      Connection connection,
      TenantId tenant,
      ContactPointId contactPoint,
      PurposeId purpose,
      boolean cutsOff,
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
            .setting(cutsOff ? MailBlock.UNSUBSCRIBED : null);
    ledger.append(connection, List.of(event));
    // Nobody waits for an answer any more.
    var change = new ConsentChanged.Change(tenant, contactPoint, purpose, ConsentChanged.Why.NO);
    events.publishEvent(new ConsentChanged(List.of(change)));
    return no.get() == EventType.REVOKED ? Unsubscribed.REVOKED : Unsubscribed.REFUSED;
  }
}

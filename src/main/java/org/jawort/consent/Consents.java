package org.jawort.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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

/** The door for withdrawing a consent. */
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
   * Withdraws at the recipient's wish, at once (law 31, 32): status, event with campaign and time,
   * and the mail block UNSUBSCRIBED. A request not answered yet counts as refused.
   */
  public Unsubscribed unsubscribe(
      TenantId tenant, ContactPointId contactPoint, PurposeId purpose, Withdrawal withdrawal) {
    return database.write(
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
    Instant now = clock.instant();
    AppendOutcome revoked =
        append(connection, tenant, contactPoint, purpose, EventType.REVOKED, withdrawal, now);
    if (revoked instanceof AppendOutcome.Changed) {
      tell(tenant, contactPoint, purpose, ConsentStatus.REVOKED);
      return Unsubscribed.REVOKED;
    }
    if (!revoked.before().pending()) {
      boolean said =
          revoked.before() == ConsentStatus.REVOKED || revoked.before() == ConsentStatus.REFUSED;
      return said ? Unsubscribed.ALREADY : Unsubscribed.NOTHING_TO_WITHDRAW;
    }
    append(connection, tenant, contactPoint, purpose, EventType.REFUSED, withdrawal, now);
    tell(tenant, contactPoint, purpose, ConsentStatus.REFUSED);
    return Unsubscribed.REFUSED;
  }

  /** Nobody waits for an answer any more. */
  private void tell(
      TenantId tenant, ContactPointId contactPoint, PurposeId purpose, ConsentStatus after) {
    var change = new ConsentChanged.Change(tenant, contactPoint, purpose, after);
    events.publishEvent(new ConsentChanged(List.of(change)));
  }

  private AppendOutcome append(
      Connection connection,
      TenantId tenant,
      ContactPointId contactPoint,
      PurposeId purpose,
      EventType type,
      Withdrawal withdrawal,
      Instant now)
      throws SQLException {
    var event =
        new NewEvent(
            tenant,
            contactPoint,
            purpose,
            type,
            Actor.RECIPIENT,
            withdrawal.source(),
            null,
            withdrawal.campaign(),
            withdrawal.message(),
            withdrawal.evidence(),
            now,
            MailBlock.UNSUBSCRIBED);
    return ledger.append(connection, List.of(event)).getFirst();
  }
}

package org.jawort.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jawort.contact.ContactIntake;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.contact.MailBlocks;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jawort.tenant.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The door for a mail block that is set or lifted while no consent changes: by a mail server's
 * answer, a complaint, or staff. Each change is an event of the ledger.
 */
@Component
public class MailBlockChanges {
  /** Longest reason that staff may note, in characters. */
  public static final int LONGEST_NOTE = 500;

  private static final String STAFF_ENTRY = "STAFF_ENTRY";

  private final Database database;
  private final ContactIntake contactIntake;
  private final Ledger ledger;
  private final InstantSource clock;

  MailBlockChanges(
      Database database, ContactIntake contactIntake, Ledger ledger, InstantSource clock) {
    this.database = database;
    this.contactIntake = contactIntake;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * What a mail server or a mailbox provider said about an address.
   *
   * @param block HARD_BOUNCE or COMPLAINT
   * @param source such as BOUNCE
   * @param campaign whose mail it was about, or null
   * @param message the very mail, or null
   */
  public record Report(
      TenantId tenant,
      ContactPointId contactPoint,
      MailBlock block,
      String source,
      @Nullable CampaignVersion campaign,
      @Nullable UUID message,
      Instant at) {}

  /** Sets what was reported, inside the caller's transaction; a stronger block stays. */
  public void report(Connection connection, List<Report> reports) throws SQLException {
    contactIntake.lock(
        connection,
        reports.stream()
            .map(r -> new MailBlocks.Target(r.tenant(), r.contactPoint(), r.at()))
            .toList());
    ledger.append(connection, reports.stream().map(MailBlockChanges::event).toList());
  }

  private static NewEvent event(Report report) {
    return NewEvent.of(EventType.BLOCKED, report.tenant(), report.contactPoint(), null)
        .by(Actor.SYSTEM, report.source(), report.at())
        .through(report.campaign(), report.message())
        .setting(report.block());
  }

  /**
   * Sets the block STAFF.
   *
   * @param note why, for the history; at most {@link #LONGEST_NOTE} characters
   * @return UNCHANGED where a block stands that must not be weakened
   */
  public BlockOutcome set(TenantId tenant, ContactPointId contactPoint, UserId by, String note) {
    return write(
        tenant, contactPoint, (connection, now) -> MailBlock.STAFF, EventType.BLOCKED, by, note);
  }

  /**
   * Lifts a block that only staff can lift; what it covered, such as an unsubscription, stands
   * again. Nothing that was withdrawn or refused is given by it.
   *
   * @param seen the block that they wish to lift
   * @param note why, for the history; at most {@link #LONGEST_NOTE} characters
   * @return UNCHANGED where another one stands by now
   */
  public BlockOutcome lift(
      TenantId tenant, ContactPointId contactPoint, MailBlock seen, UserId by, String note) {
    return write(
        tenant,
        contactPoint,
        (connection, now) -> BlockHistory.without(connection, tenant, contactPoint, seen),
        EventType.UNBLOCKED,
        by,
        note);
  }

  /**
   * Sets the block STAFF for many, inside the caller's transaction.
   *
   * @return what became of each, in the given order
   */
  public List<BlockOutcome> set(
      Connection connection,
      TenantId tenant,
      List<ContactPointId> contactPoints,
      UserId by,
      String note)
      throws SQLException {
    Instant now = clock.instant();
    contactIntake.lock(
        connection,
        contactPoints.stream().map(point -> new MailBlocks.Target(tenant, point, now)).toList());
    List<NewEvent> events =
        contactPoints.stream()
            .map(
                point ->
                    NewEvent.of(EventType.BLOCKED, tenant, point, null)
                        .by(Actor.staff(by.value()), STAFF_ENTRY, now)
                        .backedBy(Evidence.of(null).noting(note))
                        .setting(MailBlock.STAFF))
            .toList();
    return ledger.append(connection, events).stream().map(MailBlockChanges::outcome).toList();
  }

  /** Asked under the lock. */
  private interface Wanted {
    @Nullable MailBlock block(Connection connection, Instant now) throws SQLException;
  }

  private BlockOutcome write(
      TenantId tenant,
      ContactPointId contactPoint,
      Wanted wanted,
      EventType type,
      UserId by,
      String note) {
    return database.writeAnew(
        tenant,
        connection -> {
          Instant now = clock.instant();
          contactIntake.lock(connection, List.of(new MailBlocks.Target(tenant, contactPoint, now)));
          var event =
              NewEvent.of(type, tenant, contactPoint, null)
                  .by(Actor.staff(by.value()), STAFF_ENTRY, now)
                  .backedBy(Evidence.of(null).noting(note))
                  .setting(wanted.block(connection, now));
          return outcome(ledger.append(connection, List.of(event)).getFirst());
        });
  }

  private static BlockOutcome outcome(AppendOutcome appended) {
    return switch (appended) {
      case AppendOutcome.Refused(var before, Transition.Reason reason) ->
          reason == Transition.Reason.STATUS ? BlockOutcome.UNKNOWN : BlockOutcome.UNCHANGED;
      case AppendOutcome.Changed changed -> BlockOutcome.DONE;
      case AppendOutcome.Recorded recorded -> BlockOutcome.DONE;
    };
  }
}

package org.jawort.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactIntake;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.contact.MailBlocks;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The door for objections to advertising (Art. 21(2) GDPR, § 7(3) UWG): each ends it on every basis
 * and for every purpose of the contact point (law 53).
 */
@Component
public class AllAdvertising {
  private final Database database;
  private final ContactIntake contactIntake;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;
  private final InstantSource clock;

  AllAdvertising(
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

  /** What became of an objection. */
  public sealed interface ObjectionOutcome {
    /** It stands in the ledger, and beside it the "no" to each purpose for which none stood. */
    record Recorded(EventId event, List<Ended> ended) implements ObjectionOutcome {
      /** Copies the list. */
      public Recorded {
        ended = List.copyOf(ended);
      }
    }

    /**
     * They objected before, and nothing was given or asked for since.
     *
     * @param status where that left them: REVOKED where a consent ended for any purpose, REFUSED
     *     otherwise
     */
    record Already(ConsentStatus status) implements ObjectionOutcome {}

    /** The tenant has no such contact point. */
    record Unknown() implements ObjectionOutcome {}
  }

  /** What it led to for one purpose. */
  public record Ended(PurposeId purpose, EventId event, ConsentStatus status) {}

  /**
   * Takes it at once, in whatever status: an event for the contact point, one for each purpose that
   * is not refused or withdrawn already, and the mail block UNSUBSCRIBED.
   *
   * @param actor the recipient, or who heard it: staff, or another system
   */
  public ObjectionOutcome object(
      TenantId tenant, ContactPointId contactPoint, Actor actor, Withdrawal said) {
    return database.writeAnew(
        tenant,
        connection -> {
          Instant now = clock.instant();
          contactIntake.lock(connection, List.of(new MailBlocks.Target(tenant, contactPoint, now)));
          Optional<Boolean> objected = objected(connection, tenant, contactPoint);
          if (objected.isEmpty()) {
            return new ObjectionOutcome.Unknown();
          }
          List<PurposeStanding> standings = PurposeStanding.ofAll(connection, tenant, contactPoint);
          List<NewEvent> noes = noes(standings, tenant, contactPoint, actor, said, now);
          return objected.get() && noes.isEmpty()
              ? new ObjectionOutcome.Already(left(standings))
              : append(connection, objection(tenant, contactPoint, actor, said, now), noes);
        });
  }

  /** Whether they did so before; empty where there is no such contact point. */
  private static Optional<Boolean> objected(
      Connection connection, TenantId tenant, ContactPointId contactPoint) throws SQLException {
    String sql =
        """
        SELECT objected_at IS NOT NULL FROM contact_point
        WHERE tenant_id = :tenant AND id = :contactPoint
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("contactPoint", contactPoint.value())
        .first(row -> row.getBoolean(1));
  }

  private static ConsentStatus left(List<PurposeStanding> standings) {
    boolean revoked = standings.stream().anyMatch(one -> one.status() == ConsentStatus.REVOKED);
    return revoked ? ConsentStatus.REVOKED : ConsentStatus.REFUSED;
  }

  private static List<NewEvent> noes(
      List<PurposeStanding> standings,
      TenantId tenant,
      ContactPointId contactPoint,
      Actor actor,
      Withdrawal said,
      Instant now) {
    var noes = new ArrayList<NewEvent>();
    for (PurposeStanding standing : standings) {
      standing
          .status()
          .no(standing.asked())
          .map(
              type ->
                  by(NewEvent.of(type, tenant, contactPoint, standing.purpose()), actor, said, now))
          .ifPresent(noes::add);
    }
    return noes;
  }

  private static NewEvent objection(
      TenantId tenant, ContactPointId contactPoint, Actor actor, Withdrawal said, Instant now) {
    return by(NewEvent.of(EventType.OBJECTED, tenant, contactPoint, null), actor, said, now);
  }

  private static NewEvent by(NewEvent.Subject about, Actor actor, Withdrawal said, Instant now) {
    return about
        .by(actor, said.source(), now)
        .through(said.campaign(), said.message())
        .backedBy(said.evidence())
        .setting(MailBlock.UNSUBSCRIBED);
  }

  private ObjectionOutcome append(Connection connection, NewEvent objection, List<NewEvent> noes)
      throws SQLException {
    var all = new ArrayList<NewEvent>(List.of(objection));
    all.addAll(noes);
    List<AppendOutcome> appended = ledger.append(connection, all);
    List<ConsentChanged.Change> changes =
        noes.stream().map(no -> ConsentChanged.Change.of(no, ConsentChanged.Why.NO)).toList();
    if (!changes.isEmpty()) {
      events.publishEvent(new ConsentChanged(changes));
    }
    var ended = new ArrayList<Ended>();
    for (int i = 0; i < noes.size(); i++) {
      ended.add(ended(noes.get(i), appended.get(i + 1)));
    }
    return new ObjectionOutcome.Recorded(recorded(appended.getFirst()), ended);
  }

  private static Ended ended(NewEvent no, AppendOutcome outcome) {
    ConsentStatus status =
        outcome instanceof AppendOutcome.Changed changed ? changed.after() : outcome.before();
    return new Ended(Objects.requireNonNull(no.purpose()), recorded(outcome), status);
  }

  private static EventId recorded(AppendOutcome outcome) {
    return switch (outcome) {
      case AppendOutcome.Changed changed -> changed.event();
      case AppendOutcome.Recorded recorded -> recorded.event();
      case AppendOutcome.Refused refused ->
          throw new IllegalStateException("a \"no\" is never refused: " + refused);
    };
  }
}

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
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The door for what ends all advertising at a contact point: objections (Art. 21(2) GDPR, § 7(3)
 * UWG), which end it on every basis and for every purpose (law 53), and complaints about a mail
 * (B-08), which end what was given or asked for and keep every further question away.
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

  /** What is said, and which mail block it leads to. */
  private enum Said {
    OBJECTION(EventType.OBJECTED, MailBlock.UNSUBSCRIBED),
    COMPLAINT(EventType.BLOCKED, MailBlock.COMPLAINT);

    private final EventType event;
    private final MailBlock block;

    Said(EventType event, MailBlock block) {
      this.event = event;
      this.block = block;
    }

    /** An objection is to whatever might be sent; a complaint, to what was. */
    private boolean ends(PurposeStanding standing) {
      return this == OBJECTION
          || standing.asked()
          || standing.status().pending()
          || standing.status().mayAdvertise();
    }
  }

  /** What became of an objection or a complaint. */
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
    return end(new Ending(Said.OBJECTION, tenant, contactPoint, actor, said, clock.instant()));
  }

  /**
   * Takes a complaint about a mail: the mail block COMPLAINT, which lets not even a request for
   * consent through, to any address of the mailbox; and the "no" to each purpose that was given or
   * asked for. Unlike an objection it may be a mistake, such as that of a mail program: staff may
   * lift the block, and nothing that was given comes back by that.
   *
   * @param actor the recipient, or who heard it: staff, or another system
   */
  public ObjectionOutcome complain(
      TenantId tenant, ContactPointId contactPoint, Actor actor, Withdrawal said) {
    return end(new Ending(Said.COMPLAINT, tenant, contactPoint, actor, said, clock.instant()));
  }

  /** Who said what, of which contact point. */
  private record Ending(
      Said said,
      TenantId tenant,
      ContactPointId contactPoint,
      Actor actor,
      Withdrawal how,
      Instant at) {
    NewEvent event(EventType type, @Nullable PurposeId purpose) {
      return NewEvent.of(type, tenant, contactPoint, purpose)
          .by(actor, how.source(), at)
          .through(how.campaign(), how.message())
          .backedBy(how.evidence())
          .setting(said.block);
    }
  }

  private ObjectionOutcome end(Ending ending) {
    return database.writeAnew(
        ending.tenant(),
        connection -> {
          contactIntake.lock(
              connection,
              List.of(new MailBlocks.Target(ending.tenant(), ending.contactPoint(), ending.at())));
          Optional<Boolean> before = saidBefore(connection, ending);
          if (before.isEmpty()) {
            return new ObjectionOutcome.Unknown();
          }
          List<PurposeStanding> standings =
              PurposeStanding.ofAll(connection, ending.tenant(), ending.contactPoint());
          List<NewEvent> noes = noes(standings, ending);
          return before.get() && noes.isEmpty()
              ? new ObjectionOutcome.Already(left(standings))
              : append(connection, told(ending, before.get()), noes);
        });
  }

  /** Whether they said so before; empty where there is no such contact point. */
  private static Optional<Boolean> saidBefore(Connection connection, Ending ending)
      throws SQLException {
    String sql =
        """
        SELECT CASE WHEN :objects THEN objected_at IS NOT NULL
          ELSE coalesce(mail_block = 'COMPLAINT', false) END
        FROM contact_point WHERE tenant_id = :tenant AND id = :contactPoint
        """;
    return Rows.sql(connection, sql)
        .bool("objects", ending.said() == Said.OBJECTION)
        .uuid("tenant", ending.tenant().value())
        .uuid("contactPoint", ending.contactPoint().value())
        .first(row -> row.getBoolean(1));
  }

  private static ConsentStatus left(List<PurposeStanding> standings) {
    boolean revoked = standings.stream().anyMatch(one -> one.status() == ConsentStatus.REVOKED);
    return revoked ? ConsentStatus.REVOKED : ConsentStatus.REFUSED;
  }

  private static List<NewEvent> noes(List<PurposeStanding> standings, Ending ending) {
    return standings.stream()
        .filter(ending.said()::ends)
        .flatMap(
            standing ->
                standing
                    .status()
                    .no(standing.asked())
                    .map(type -> ending.event(type, standing.purpose()))
                    .stream())
        .toList();
  }

  /** An objection is told once more; a block that stands is not. */
  private static List<NewEvent> told(Ending ending, boolean before) {
    return before && ending.said() == Said.COMPLAINT
        ? List.of()
        : List.of(ending.event(ending.said().event, null));
  }

  private ObjectionOutcome append(Connection connection, List<NewEvent> told, List<NewEvent> noes)
      throws SQLException {
    var all = new ArrayList<NewEvent>(told);
    all.addAll(noes);
    List<AppendOutcome> appended = ledger.append(connection, all);
    List<ConsentChanged.Change> changes =
        noes.stream().map(no -> ConsentChanged.Change.of(no, ConsentChanged.Why.NO)).toList();
    if (!changes.isEmpty()) {
      events.publishEvent(new ConsentChanged(changes));
    }
    var ended = new ArrayList<Ended>();
    for (int i = 0; i < noes.size(); i++) {
      ended.add(ended(noes.get(i), appended.get(told.size() + i)));
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

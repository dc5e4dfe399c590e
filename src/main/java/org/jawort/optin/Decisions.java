package org.jawort.optin;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.consent.AppendOutcome;
import org.jawort.consent.CampaignVersion;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.EventType;
import org.jawort.consent.Evidence;
import org.jawort.consent.Ledger;
import org.jawort.consent.NewEvent;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactIntake;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.contact.MailBlocks;
import org.jawort.contact.Suppressions;
import org.jawort.delivery.MessageId;
import org.jawort.optin.run.RunStatus;
import org.jawort.optin.run.Runs;
import org.jawort.platform.Rows;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes in what recipients answer by the buttons behind their links, many at a time (P2). */
@Component
class Decisions {
  /** The message behind a link; whether it asks to renew what was given. */
  private record Asked(
      ContactPointId contactPoint,
      PurposeId purpose,
      CampaignVersion campaign,
      boolean suppressed,
      boolean renewal) {}

  private record Entry(PressedLink pressed, Asked asked) {}

  private final ContactIntake contactIntake;
  private final Ledger ledger;
  private final Runs runs;
  private final Suppressions suppressions;
  private final InstantSource clock;

  Decisions(
      ContactIntake contactIntake,
      Ledger ledger,
      Runs runs,
      Suppressions suppressions,
      InstantSource clock) {
    this.contactIntake = contactIntake;
    this.ledger = ledger;
    this.runs = runs;
    this.suppressions = suppressions;
    this.clock = clock;
  }

  /** Writes all, in the caller's transaction; each message at most once in a batch. */
  List<AnswerOutcome> takeIn(Connection connection, List<PressedLink> pressed) throws SQLException {
    Map<UUID, Asked> asked = asked(connection, pressed);
    List<Entry> entries =
        pressed.stream()
            .filter(p -> asked.containsKey(p.message().value()))
            .map(
                p -> new Entry(p, java.util.Objects.requireNonNull(asked.get(p.message().value()))))
            .toList();
    Map<PressedLink, AnswerOutcome> answers = answer(connection, entries, clock.instant());
    return pressed.stream().map(p -> answers.getOrDefault(p, AnswerOutcome.UNKNOWN)).toList();
  }

  private static Map<UUID, Asked> asked(Connection connection, List<PressedLink> pressed)
      throws SQLException {
    String sql =
        """
        SELECT m.id, m.contact_point_id, m.purpose_id, m.campaign_id, m.campaign_version,
               c.suppressed,
               coalesce(e.status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED'), false) AS renewal
        FROM unnest(:tenant::uuid[], :id::uuid[])
          AS p (tenant_id, id) JOIN message m USING (tenant_id, id)
        JOIN contact_point c ON c.tenant_id = m.tenant_id AND c.id = m.contact_point_id
        LEFT JOIN consent_event e ON e.tenant_id = m.tenant_id AND e.id = m.event_id
        WHERE m.message_class = 'OPT_IN'
        """;
    var asked = new HashMap<UUID, Asked>();
    Rows.batch(connection, sql, pressed)
        .uuids("tenant", p -> p.tenant().value())
        .uuids("id", p -> p.message().value())
        .each(
            row ->
                asked.put(
                    row.getObject("id", UUID.class),
                    new Asked(
                        new ContactPointId(row.getObject("contact_point_id", UUID.class)),
                        new PurposeId(row.getObject("purpose_id", UUID.class)),
                        new CampaignVersion(
                            row.getObject("campaign_id", UUID.class),
                            row.getInt("campaign_version")),
                        row.getBoolean("suppressed"),
                        row.getBoolean("renewal"))));
    return asked;
  }

  private Map<PressedLink, AnswerOutcome> answer(
      Connection connection, List<Entry> entries, Instant now) throws SQLException {
    var answers = new HashMap<PressedLink, AnswerOutcome>();
    if (entries.isEmpty()) {
      return answers;
    }
    contactIntake.lock(connection, entries.stream().map(entry -> target(entry, now)).toList());
    Map<MessageId, Renewals.Standing> renewals = renewals(connection, entries);
    List<NewEvent> events =
        entries.stream()
            .map(e -> event(e, said(e, renewals.get(e.pressed().message())), now))
            .toList();
    List<AppendOutcome> appended = ledger.append(connection, events);
    var done = new ArrayList<Entry>();
    for (int i = 0; i < entries.size(); i++) {
      AnswerOutcome answerOutcome = answer(entries.get(i).pressed(), appended.get(i));
      if (answerOutcome == AnswerOutcome.DONE) {
        done.add(entries.get(i));
      }
      answers.put(entries.get(i).pressed(), answerOutcome);
    }
    complete(connection, done, now);
    return answers;
  }

  /** Read after the lock, so that a button pressed twice renews once. */
  private static Map<MessageId, Renewals.Standing> renewals(
      Connection connection, List<Entry> entries) throws SQLException {
    List<PressedLink> renewing =
        entries.stream().filter(e -> e.asked().renewal()).map(Entry::pressed).toList();
    return renewing.isEmpty() ? Map.of() : Renewals.of(connection, renewing);
  }

  /** What the button says: asked to renew, "yes" renews and "no" withdraws. */
  private static Said said(Entry entry, Renewals.@Nullable Standing renewal) {
    EventType type = entry.pressed().type();
    if (renewal == null || type == EventType.CONFIRMED && !renewal.waiting()) {
      return new Said(type, null);
    }
    return type == EventType.CONFIRMED
        ? new Said(EventType.RENEWED, null)
        : new Said(EventType.REVOKED, renewal.otherConsent() ? null : MailBlock.UNSUBSCRIBED);
  }

  private record Said(EventType type, @Nullable MailBlock block) {}

  private static AnswerOutcome answer(PressedLink pressed, AppendOutcome appendOutcome) {
    return switch (appendOutcome) {
      case AppendOutcome.Changed changed -> AnswerOutcome.DONE;
      // What is recorded and changes no status is a renewal.
      case AppendOutcome.Recorded recorded -> AnswerOutcome.DONE;
      case AppendOutcome.Refused(ConsentStatus before, var reason) -> {
        boolean already =
            pressed.type() == EventType.CONFIRMED
                ? before.mayAdvertise()
                : before == ConsentStatus.REFUSED;
        if (already) {
          yield AnswerOutcome.ALREADY;
        }
        yield before == ConsentStatus.LAPSED ? AnswerOutcome.EXPIRED : AnswerOutcome.OVERTAKEN;
      }
    };
  }

  private void complete(Connection connection, List<Entry> done, Instant now) throws SQLException {
    if (done.isEmpty()) {
      return;
    }
    List<MailBlocks.Target> suppressed =
        done.stream()
            .filter(e -> e.asked().suppressed() && e.pressed().type() == EventType.CONFIRMED)
            .map(entry -> target(entry, now))
            .toList();
    if (!suppressed.isEmpty()) {
      suppressions.liftByConfirming(connection, suppressed);
    }
    runs.confirm(connection, of(done, EventType.CONFIRMED, false), now);
    runs.renew(connection, of(done, EventType.CONFIRMED, true), now);
    runs.stop(connection, of(done, EventType.REFUSED, false), RunStatus.REFUSED, now);
    runs.stop(connection, of(done, EventType.REFUSED, true), RunStatus.REFUSED, now);
  }

  private static List<Runs.Of> of(List<Entry> done, EventType type, boolean renewal) {
    return done.stream()
        .filter(entry -> entry.pressed().type() == type && entry.asked().renewal() == renewal)
        .map(
            entry ->
                new Runs.Of(
                    entry.pressed().tenant(),
                    entry.asked().contactPoint(),
                    entry.asked().purpose()))
        .toList();
  }

  private static MailBlocks.Target target(Entry entry, Instant now) {
    return new MailBlocks.Target(entry.pressed().tenant(), entry.asked().contactPoint(), now);
  }

  private static NewEvent event(Entry entry, Said said, Instant now) {
    Visit visit = entry.pressed().visit();
    return NewEvent.of(
            said.type(),
            entry.pressed().tenant(),
            entry.asked().contactPoint(),
            entry.asked().purpose())
        .by(Actor.RECIPIENT, "LINK", now)
        .through(entry.asked().campaign(), entry.pressed().message().value())
        .backedBy(Evidence.pressed(visit.ip(), visit.userAgent(), visit.landing(), visit.shown()))
        .setting(said.block());
  }
}

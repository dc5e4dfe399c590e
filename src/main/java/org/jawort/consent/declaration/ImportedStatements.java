package org.jawort.consent.declaration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jawort.consent.AppendOutcome;
import org.jawort.consent.ConsentChanged;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.EventType;
import org.jawort.consent.Evidence;
import org.jawort.consent.Ledger;
import org.jawort.consent.NewEvent;
import org.jawort.consent.Recording;
import org.jawort.consent.declaration.ConsentSnapshots.Standing;
import org.jawort.contact.ContactIntake;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.contact.MailBlocks;
import org.jawort.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The door for what a file says about consents: the same rules as for {@link Statements}, with an
 * evidence for each, and stricter, as nobody looked at any of them. A "no" of whatever age, a block
 * and a suppression win over what a file claims.
 */
@Component
public class ImportedStatements {
  private final ContactIntake contactIntake;
  private final Ledger ledger;
  private final RefusalEffects refusalEffects;
  private final InstantSource clock;

  ImportedStatements(
      ContactIntake contactIntake,
      Ledger ledger,
      RefusalEffects refusalEffects,
      InstantSource clock) {
    this.contactIntake = contactIntake;
    this.ledger = ledger;
    this.refusalEffects = refusalEffects;
    this.clock = clock;
  }

  /** Judges one of them by where its contact point stands; empty where nothing is recorded. */
  private interface Judge {
    Optional<EventType> judge(Standing standing, ImportedStatement said);
  }

  /**
   * Records consents, inside the caller's transaction; each contact point at most once.
   *
   * @return those that were recorded
   */
  public Set<ContactPointId> declare(
      Connection connection, Recording by, List<ImportedStatement> said) throws SQLException {
    lock(connection, by, said);
    Set<ContactPointId> closed = closed(connection, by, said);
    return record(
        connection,
        by,
        said,
        (standing, one) ->
            !closed.contains(standing.contactPoint())
                    && Verdict.ofConsent(standing, one.declaration(), false, false)
                        instanceof Verdict.Record(EventType type)
                ? Optional.of(type)
                : Optional.empty());
  }

  /**
   * Records what was a "no" elsewhere: it beats a consent here, unless that is newer.
   *
   * @return those that were recorded
   */
  public Set<ContactPointId> refuse(
      Connection connection, Recording by, List<ImportedStatement> said) throws SQLException {
    lock(connection, by, said);
    Set<ContactPointId> refused =
        record(
            connection,
            by,
            said,
            (standing, one) ->
                isOlder(one.declaration().at(), standing.givenAt())
                    ? Optional.empty()
                    : standing.status().no(standing.asked()));
    refusalEffects.endRequests(by, List.copyOf(refused), ConsentChanged.Why.NO);
    return refused;
  }

  private static boolean isOlder(@Nullable Instant no, @Nullable Instant given) {
    return no != null && given != null && no.isBefore(given);
  }

  /**
   * Takes back what an import declared, where its consent still rests on it.
   *
   * @param by the import's own actor, by whom the declarations were recorded
   * @return those that were taken back
   */
  public Set<ContactPointId> takeBack(
      Connection connection, Recording by, List<ImportedStatement> said) throws SQLException {
    lock(connection, by, said);
    Set<UUID> ours = declaredBy(connection, by, said);
    Set<ContactPointId> taken =
        record(
            connection,
            by,
            said,
            (standing, one) ->
                standing.status() == ConsentStatus.EXTERNALLY_DOCUMENTED
                        && standing.event() != null
                        && ours.contains(standing.event())
                    ? Optional.of(EventType.DECLARATION_WITHDRAWN)
                    : Optional.empty());
    refusalEffects.endRequests(by, List.copyOf(taken), ConsentChanged.Why.TAKEN_BACK);
    return taken;
  }

  private void lock(Connection connection, Recording by, List<ImportedStatement> said)
      throws SQLException {
    Instant now = clock.instant();
    contactIntake.lock(
        connection,
        said.stream()
            .map(one -> new MailBlocks.Target(by.tenant(), one.contactPoint(), now))
            .toList());
  }

  private Set<ContactPointId> record(
      Connection connection, Recording by, List<ImportedStatement> said, Judge judge)
      throws SQLException {
    List<ContactPointId> points = said.stream().map(ImportedStatement::contactPoint).toList();
    Map<ContactPointId, Standing> standings =
        ConsentSnapshots.of(connection, by.tenant(), by.purpose(), points);
    var events = new ArrayList<NewEvent>();
    for (ImportedStatement one : said) {
      Standing standing = standings.get(one.contactPoint());
      if (standing != null) {
        judge.judge(standing, one).ifPresent(type -> events.add(event(by, standing, one, type)));
      }
    }
    if (events.isEmpty()) {
      return Set.of();
    }
    List<AppendOutcome> appended = ledger.append(connection, blocking(connection, by, events));
    var recorded = new HashSet<ContactPointId>();
    for (int i = 0; i < appended.size(); i++) {
      if (!(appended.get(i) instanceof AppendOutcome.Refused)) {
        recorded.add(events.get(i).contactPoint());
      }
    }
    return recorded;
  }

  private NewEvent event(Recording by, Standing standing, ImportedStatement one, EventType type) {
    Evidence evidence = Evidence.said(standing.address(), one.declaration()).seen(one.ip(), null);
    return by.event(one.contactPoint(), type, evidence, clock.instant(), null);
  }

  /** Whoever withdraws their last consent gets a mail block, as everywhere. */
  private static List<NewEvent> blocking(Connection connection, Recording by, List<NewEvent> events)
      throws SQLException {
    List<ContactPointId> withdrawing =
        events.stream()
            .filter(event -> event.type() == EventType.REVOKED)
            .map(NewEvent::contactPoint)
            .toList();
    if (withdrawing.isEmpty()) {
      return events;
    }
    Set<ContactPointId> blocked = RefusalEffects.withoutOther(connection, by, withdrawing);
    return events.stream()
        .map(
            event ->
                event.type() == EventType.REVOKED && blocked.contains(event.contactPoint())
                    ? event.setting(MailBlock.UNSUBSCRIBED)
                    : event)
        .toList();
  }

  /** Those to whom nothing that a file says opens the way. */
  private static Set<ContactPointId> closed(
      Connection connection, Recording by, List<ImportedStatement> said) throws SQLException {
    String sql =
        """
        SELECT id FROM contact_point
        WHERE tenant_id = :tenant AND id = ANY (:points)
          AND (suppressed OR trial OR objected_at IS NOT NULL
            OR mail_block IN ('UNSUBSCRIBED', 'HARD_BOUNCE', 'COMPLAINT', 'STAFF'))
        """;
    var closed = new HashSet<ContactPointId>();
    Rows.batch(connection, sql, said)
        .uuid("tenant", by.tenant().value())
        .uuids("points", one -> one.contactPoint().value())
        .plannedAnewForMany()
        .each(row -> closed.add(new ContactPointId(row.getObject(1, UUID.class))));
    return closed;
  }

  private static Set<UUID> declaredBy(
      Connection connection, Recording by, List<ImportedStatement> said) throws SQLException {
    String sql =
        """
        SELECT id FROM consent_event
        WHERE tenant_id = :tenant AND contact_point_id = ANY (:points) AND purpose_id = :purpose
          AND type = 'DECLARED' AND actor = 'IMPORT' AND actor_id = :by
        """;
    var ours = new HashSet<UUID>();
    Rows.batch(connection, sql, said)
        .uuid("tenant", by.tenant().value())
        .uuids("points", one -> one.contactPoint().value())
        .uuid("purpose", by.purpose().value())
        .uuid("by", by.actor().id())
        .plannedAnewForMany()
        .each(row -> ours.add(row.getObject(1, UUID.class)));
    return ours;
  }
}

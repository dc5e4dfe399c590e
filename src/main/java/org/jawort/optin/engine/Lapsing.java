package org.jawort.optin.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jawort.consent.EventType;
import org.jawort.consent.Ledger;
import org.jawort.consent.NewEvent;
import org.jawort.contact.MailBlock;
import org.jawort.optin.run.RunGroup;
import org.jawort.optin.run.RunId;
import org.jawort.optin.run.RunStatus;
import org.jawort.optin.run.Runs;
import org.jawort.tenant.Actor;
import org.springframework.stereotype.Component;

/** Writes into the ledger that time was over (S1-07, law 23), and that a process signs off. */
@Component
class Lapsing {
  private static final String SOURCE = "PROCESS";

  private final Ledger ledger;

  Lapsing(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * The time to answer is over for all of the group.
   *
   * @param block whether their process signs them off at once
   * @return the group as lapsed, with the time at which law 23 has them erased
   */
  RunGroup lapse(Connection connection, RunGroup group, boolean block, Instant now)
      throws SQLException {
    Set<RunId> blocked = block ? withoutOther(connection, group) : Set.of();
    ledger.append(
        connection,
        group.runs().stream()
            .map(
                run ->
                    event(
                        group,
                        run,
                        EventType.LAPSED,
                        Actor.PROCESS,
                        blocked.contains(run.run()) ? MailBlock.LAPSED : null,
                        now))
            .toList());
    Map<RunId, Instant> erasure = erasure(connection, group);
    return group.with(RunStatus.LAPSED).erasedAt(run -> erasure.get(run.run()));
  }

  /** Signs the group off; whoever consented to another purpose is not to be cut off from it. */
  RunGroup signOff(Connection connection, RunGroup group, Instant now) throws SQLException {
    Set<RunId> without = withoutOther(connection, group);
    boolean confirmed = group.status() == RunStatus.CONFIRMED;
    List<NewEvent> events =
        confirmed
            ? group.runs().stream()
                .map(
                    run ->
                        event(
                            group,
                            run,
                            EventType.REVOKED,
                            Actor.SYSTEM,
                            without.contains(run.run()) ? MailBlock.UNSUBSCRIBED : null,
                            now))
                .toList()
            : group.runs().stream()
                .filter(run -> without.contains(run.run()))
                .map(
                    run ->
                        event(group, run, EventType.BLOCKED, Actor.SYSTEM, MailBlock.LAPSED, now))
                .toList();
    if (!events.isEmpty()) {
      ledger.append(connection, events);
    }
    return confirmed ? group.with(RunStatus.ENDED) : group;
  }

  private static Set<RunId> withoutOther(Connection connection, RunGroup group)
      throws SQLException {
    String sql =
        """
        SELECT u.run
        FROM unnest(:run::uuid[], :point::uuid[], :purpose::uuid[]) u (run, point, purpose)
        WHERE NOT EXISTS (
          SELECT FROM consent c WHERE c.tenant_id = :tenant AND c.contact_point_id = u.point
            AND c.purpose_id <> u.purpose
            AND c.status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED'))
        """;
    var without = new HashSet<RunId>();
    group.bind(connection, sql).each(row -> without.add(new RunId(row.getObject(1, UUID.class))));
    return without;
  }

  private static NewEvent event(
      RunGroup group,
      RunGroup.Member run,
      EventType type,
      Actor actor,
      @org.jspecify.annotations.Nullable MailBlock block,
      Instant now) {
    return NewEvent.of(
            type, group.tenant(), run.contactPoint(), type.aboutBlockAlone() ? null : run.purpose())
        .by(actor, SOURCE, now)
        .setting(block);
  }

  /**
   * Of those who came by a form alone; counted from the latest sign-up, which prolonged it. LIMIT
   * keeps each to look-ups by keys, however many contacts there are.
   */
  private static Map<RunId, Instant> erasure(Connection connection, RunGroup group)
      throws SQLException {
    String sql =
        """
        SELECT r.run, e.at + %s AS at
        FROM (SELECT :tenant::uuid AS tenant_id, run, point, purpose
              FROM unnest(:run::uuid[], :point::uuid[], :purpose::uuid[]) u (run, point, purpose)) r
        CROSS JOIN LATERAL (
          SELECT c.tenant_id FROM contact_point p
          JOIN contact c ON c.tenant_id = p.tenant_id AND c.id = p.contact_id
          WHERE p.tenant_id = :tenant AND p.id = r.point AND c.origin = 'FORM' LIMIT 1) c
        CROSS JOIN LATERAL (
          SELECT max(e.at) AS at FROM consent_event e
          WHERE e.tenant_id = c.tenant_id AND e.contact_point_id = r.point
            AND e.purpose_id = r.purpose AND e.type = 'SIGNED_UP') e
        WHERE e.at IS NOT NULL
        """
            .formatted(Runs.ERASE_AFTER);
    var erasure = new HashMap<RunId, Instant>();
    group
        .bind(connection, sql)
        .each(
            row ->
                erasure.put(
                    new RunId(row.getObject(1, UUID.class)), row.getTimestamp(2).toInstant()));
    return erasure;
  }
}

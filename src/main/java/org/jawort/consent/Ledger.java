package org.jawort.consent;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jawort.contact.MailBlock;
import org.jawort.contact.MailBlocks;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The ledger: the one door through which a consent changes. Events are appended, the status row is
 * their fold.
 */
@Component
public class Ledger {
  /** The source of all that happens in a trial; no statistic counts it. */
  public static final String TRIAL = "TRIAL";

  private final Ids ids;
  private final LedgerRows rows;
  private final MailBlocks blocks;

  Ledger(Ids ids, LedgerRows rows, MailBlocks blocks) {
    this.ids = ids;
    this.rows = rows;
    this.blocks = blocks;
  }

  /**
   * Appends events inside the caller's transaction, in the given order, and does to the mail blocks
   * what follows from them.
   *
   * <p>The caller holds a lock on the contact points ({@code ContactIntake}), so that what is read
   * here stays true until the commit.
   *
   * @return for each event what became of it
   */
  public List<AppendOutcome> append(Connection connection, List<NewEvent> events)
      throws SQLException {
    LedgerState ledgerState = standing(connection, events);
    List<NewEvent> mistakes =
        events.stream().filter(e -> e.type() == EventType.DECLARATION_WITHDRAWN).toList();
    if (!mistakes.isEmpty()) {
      Undeclared.of(connection, mistakes).forEach(ledgerState::undeclared);
    }
    return append(connection, events, ledgerState);
  }

  /**
   * The same for contact points that were made in this transaction and have no status yet.
   *
   * @param block with which they were made, or null
   */
  public List<AppendOutcome> appendFirst(
      Connection connection, List<NewEvent> events, @Nullable MailBlock block) throws SQLException {
    return append(connection, events, LedgerState.fresh(events, block));
  }

  /**
   * The same where the caller read, under its lock, what they are about; each contact point once.
   *
   * @param known of each event in the same order
   */
  public List<AppendOutcome> append(
      Connection connection, List<NewEvent> events, List<KnownState> known) throws SQLException {
    return append(connection, events, LedgerState.known(events, known));
  }

  private List<AppendOutcome> append(
      Connection connection, List<NewEvent> events, LedgerState ledgerState) throws SQLException {
    var rows = new ArrayList<LedgerRows.Row>(events.size());
    var answers = new ArrayList<AppendOutcome>(events.size());
    for (NewEvent event : events) {
      answers.add(apply(event, ledgerState, rows));
    }
    if (!rows.isEmpty()) {
      this.rows.insert(connection, rows);
      LedgerRows.fold(connection, rows);
    }
    List<MailBlocks.Change> changes = ledgerState.blockChanges();
    if (!changes.isEmpty()) {
      blocks.write(connection, changes);
    }
    object(connection, rows);
    return answers;
  }

  private AppendOutcome apply(NewEvent event, LedgerState ledgerState, List<LedgerRows.Row> rows) {
    ConsentStatus before = ledgerState.status(event);
    return switch (Transition.of(before, event.type(), event.actor().kind())) {
      case Transition.To(ConsentStatus after) -> change(event, ledgerState, after, rows);
      case Transition.Back() -> change(event, ledgerState, ledgerState.undeclared(event), rows);
      case Transition.Stays() -> {
        if (event.type().aboutNoPurpose() && !ledgerState.knows(event)) {
          yield new AppendOutcome.Refused(before, Transition.Reason.STATUS);
        }
        if (saysNothing(event, ledgerState)) {
          yield new AppendOutcome.Refused(before, Transition.Reason.ALREADY);
        }
        // A renewal leaves the status, but the consent rests on it from then on.
        LedgerRows.Row row = row(event, ledgerState, before, event.type() == EventType.RENEWED);
        rows.add(row);
        yield new AppendOutcome.Recorded(new EventId(row.id()), before);
      }
      case Transition.Forbidden(Transition.Reason reason) ->
          new AppendOutcome.Refused(before, reason);
    };
  }

  private AppendOutcome change(
      NewEvent event, LedgerState ledgerState, ConsentStatus after, List<LedgerRows.Row> rows) {
    ConsentStatus before = ledgerState.status(event);
    LedgerRows.Row row = row(event, ledgerState, after, true);
    rows.add(row);
    return new AppendOutcome.Changed(new EventId(row.id()), before, after);
  }

  /** An event about the block alone that leaves the block as it is. */
  private static boolean saysNothing(NewEvent event, LedgerState ledgerState) {
    MailBlock block = ledgerState.block(event);
    return event.type().aboutBlockAlone()
        && (event.type() == EventType.UNBLOCKED && (block == null || !block.liftedByStaff())
            || event.blockAfter(block, false) == block);
  }

  private LedgerRows.Row row(
      NewEvent event, LedgerState ledgerState, ConsentStatus after, boolean changed) {
    MailBlock block = event.blockAfter(ledgerState.block(event), changed);
    // Whatever the clocks say: what is appended later is the later event.
    UUID id = ids.nextAfter(ledgerState.latest(event));
    ledgerState.note(event, id, after, block);
    String source = ledgerState.isTrial(event) ? TRIAL : event.source();
    return new LedgerRows.Row(id, event, source, after, changed, block);
  }

  /**
   * LIMIT keeps each to look-ups by keys, whatever the database believes about its tables; of the
   * latest event it would do the opposite, as the key of all events is in that order.
   */
  private static LedgerState standing(Connection connection, List<NewEvent> events)
      throws SQLException {
    String sql =
        """
        SELECT e.tenant_id, e.contact_point_id AS id, p.mail_block, p.trial, e.purpose_id,
               c.status, l.id AS latest
        FROM unnest(:tenant::uuid[], :contactPoint::uuid[], :purpose::uuid[])
          e (tenant_id, contact_point_id, purpose_id)
        CROSS JOIN LATERAL (
          SELECT p.mail_block, p.trial FROM contact_point p
          WHERE p.tenant_id = e.tenant_id AND p.id = e.contact_point_id LIMIT 1) p
        LEFT JOIN LATERAL (
          SELECT c.status FROM consent c
          WHERE c.tenant_id = e.tenant_id AND c.contact_point_id = e.contact_point_id
            AND c.purpose_id = e.purpose_id LIMIT 1) c ON true
        CROSS JOIN LATERAL (
          SELECT (array_agg(l.id ORDER BY l.id DESC))[1] AS id FROM consent_event l
          WHERE l.tenant_id = e.tenant_id AND l.contact_point_id = e.contact_point_id) l
        """;
    var ledgerState = new LedgerState();
    Rows.batch(connection, sql, events)
        .uuids("tenant", e -> e.tenant().value())
        .uuids("contactPoint", e -> e.contactPoint().value())
        .uuids("purpose", LedgerRows::purposeOf)
        .each(row -> take(ledgerState, row));
    return ledgerState;
  }

  private static void take(LedgerState ledgerState, ResultSet row) throws SQLException {
    UUID tenant = row.getObject("tenant_id", UUID.class);
    UUID point = row.getObject("id", UUID.class);
    String block = row.getString("mail_block");
    ledgerState.block(tenant, point, block == null ? null : MailBlock.valueOf(block));
    if (row.getBoolean("trial")) {
      ledgerState.trial(tenant, point);
    }
    UUID latest = Rows.uuid(row, "latest");
    if (latest != null) {
      ledgerState.latest(tenant, point, latest);
    }
    String status = row.getString("status");
    if (status != null) {
      ledgerState.status(
          tenant, point, row.getObject("purpose_id", UUID.class), ConsentStatus.valueOf(status));
    }
  }

  /** An objection stands beside the address, where "may we write?" looks; the first one counts. */
  private void object(Connection connection, List<LedgerRows.Row> rows) throws SQLException {
    List<MailBlocks.Target> objecting =
        rows.stream()
            .map(LedgerRows.Row::event)
            .filter(event -> event.type() == EventType.OBJECTED)
            .map(e -> new MailBlocks.Target(e.tenant(), e.contactPoint(), e.at()))
            .toList();
    if (!objecting.isEmpty()) {
      blocks.object(connection, objecting);
    }
  }
}

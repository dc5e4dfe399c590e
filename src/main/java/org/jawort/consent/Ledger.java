package org.jawort.consent;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jawort.contact.MailBlock;
import org.jawort.contact.MailBlocks;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ledger: the one door through which a consent changes. Events are appended, the status row is
 * their fold.
 */
@Component
public class Ledger {
  /** The source of all that happens in a trial; no statistic counts it. */
  public static final String TRIAL = "TRIAL";

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Ids ids;
  private final JsonMapper json;
  private final MailBlocks blocks;

  Ledger(Ids ids, JsonMapper json, MailBlocks blocks) {
    this.ids = ids;
    this.json = json;
    this.blocks = blocks;
  }

  private record Key(UUID tenant, UUID contactPoint, @Nullable UUID purpose) {
    static Key of(NewEvent event) {
      return new Key(event.tenant().value(), event.contactPoint().value(), purposeOf(event));
    }
  }

  private record Row(
      UUID id,
      NewEvent event,
      String source,
      ConsentStatus status,
      boolean changed,
      @Nullable MailBlock block) {}

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
    return append(connection, events, standing(connection, events));
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
    var rows = new ArrayList<Row>(events.size());
    var answers = new ArrayList<AppendOutcome>(events.size());
    for (NewEvent event : events) {
      answers.add(apply(event, ledgerState, rows));
    }
    if (!rows.isEmpty()) {
      insert(connection, rows);
      fold(connection, rows);
    }
    List<MailBlocks.Change> changes = ledgerState.blockChanges();
    if (!changes.isEmpty()) {
      blocks.write(connection, changes);
    }
    return answers;
  }

  private AppendOutcome apply(NewEvent event, LedgerState ledgerState, List<Row> rows) {
    ConsentStatus before = ledgerState.status(event);
    return switch (Transition.of(before, event.type(), event.actor().kind())) {
      case Transition.To(ConsentStatus after) -> {
        Row row = row(event, ledgerState, after, true);
        rows.add(row);
        yield new AppendOutcome.Changed(new EventId(row.id()), before, after);
      }
      case Transition.Stays() -> {
        if (event.type().aboutBlockAlone() && !ledgerState.knows(event)) {
          yield new AppendOutcome.Refused(before, Transition.Reason.STATUS);
        }
        if (saysNothing(event, ledgerState)) {
          yield new AppendOutcome.Refused(before, Transition.Reason.ALREADY);
        }
        // A renewal leaves the status, but the consent rests on it from then on.
        Row row = row(event, ledgerState, before, event.type() == EventType.RENEWED);
        rows.add(row);
        yield new AppendOutcome.Recorded(new EventId(row.id()), before);
      }
      case Transition.Forbidden(Transition.Reason reason) ->
          new AppendOutcome.Refused(before, reason);
    };
  }

  /** An event about the block alone that leaves the block as it is. */
  private static boolean saysNothing(NewEvent event, LedgerState ledgerState) {
    MailBlock block = ledgerState.block(event);
    return event.type().aboutBlockAlone()
        && (event.type() == EventType.UNBLOCKED && block != MailBlock.STAFF
            || event.blockAfter(block, false) == block);
  }

  private Row row(NewEvent event, LedgerState ledgerState, ConsentStatus after, boolean changed) {
    MailBlock block = event.blockAfter(ledgerState.block(event), changed);
    ledgerState.note(event, after, block);
    String source = ledgerState.isTrial(event) ? TRIAL : event.source();
    return new Row(ids.next(), event, source, after, changed, block);
  }

  /** LIMIT keeps each to look-ups by keys, whatever the database believes about its tables. */
  private static LedgerState standing(Connection connection, List<NewEvent> events)
      throws SQLException {
    String sql =
        """
        SELECT e.tenant_id, e.contact_point_id AS id, p.mail_block, p.trial, e.purpose_id,
               c.status
        FROM unnest(?::uuid[], ?::uuid[], ?::uuid[]) e (tenant_id, contact_point_id, purpose_id)
        CROSS JOIN LATERAL (
          SELECT p.mail_block, p.trial FROM contact_point p
          WHERE p.tenant_id = e.tenant_id AND p.id = e.contact_point_id LIMIT 1) p
        LEFT JOIN LATERAL (
          SELECT c.status FROM consent c
          WHERE c.tenant_id = e.tenant_id AND c.contact_point_id = e.contact_point_id
            AND c.purpose_id = e.purpose_id LIMIT 1) c ON true
        """;
    var ledgerState = new LedgerState();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Rows.uuids(connection, events, e -> e.tenant().value()));
      statement.setArray(2, Rows.uuids(connection, events, e -> e.contactPoint().value()));
      statement.setArray(3, Rows.uuids(connection, events, Ledger::purposeOf));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          take(ledgerState, row);
        }
      }
    }
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
    String status = row.getString("status");
    if (status != null) {
      ledgerState.status(
          tenant, point, row.getObject("purpose_id", UUID.class), ConsentStatus.valueOf(status));
    }
  }

  private void insert(Connection connection, List<Row> rows) throws SQLException {
    String sql =
        """
        WITH appended AS (
          SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[],
                               ?::timestamptz[], ?::text[], ?::uuid[], ?::text[], ?::uuid[], ?::int[],
                               ?::uuid[], ?::int[], ?::uuid[], ?::text[], ?::text[], ?::text[])
            AS e (tenant_id, id, contact_point_id, purpose_id, type, status, at, actor, actor_id,
                  source, form_id, form_version, campaign_id, campaign_version, message_id,
                  salt, content, mail_block)),
        events AS (
          INSERT INTO consent_event (tenant_id, id, contact_point_id, purpose_id, type, status, at,
                                     actor, actor_id, source, form_id, form_version,
                                     campaign_id, campaign_version, message_id, mail_block)
          SELECT tenant_id, id, contact_point_id, purpose_id, type, status, at, actor, actor_id,
                 source, form_id, form_version, campaign_id, campaign_version, message_id,
                 mail_block
          FROM appended),
        pending AS (
          INSERT INTO log_pending (tenant_id, event_id) SELECT tenant_id, id FROM appended)
        INSERT INTO consent_evidence (tenant_id, event_id, salt, content)
        SELECT tenant_id, id, decode(salt, 'hex'), content::jsonb
        FROM appended
        """;
    try (PreparedStatement s = connection.prepareStatement(sql)) {
      s.setArray(1, Rows.uuids(connection, rows, r -> r.event().tenant().value()));
      s.setArray(2, Rows.uuids(connection, rows, Row::id));
      s.setArray(3, Rows.uuids(connection, rows, r -> r.event().contactPoint().value()));
      s.setArray(4, Rows.uuids(connection, rows, r -> purposeOf(r.event())));
      s.setArray(5, Rows.texts(connection, rows, r -> r.event().type().name()));
      s.setArray(6, Rows.texts(connection, rows, Ledger::statusOf));
      s.setArray(7, Rows.instants(connection, rows, r -> r.event().at()));
      s.setArray(8, Rows.texts(connection, rows, r -> r.event().actor().kind().name()));
      s.setArray(9, Rows.uuids(connection, rows, r -> r.event().actor().id()));
      s.setArray(10, Rows.texts(connection, rows, Row::source));
      s.setArray(11, Rows.uuids(connection, rows, r -> formOf(r.event())));
      s.setArray(12, Rows.ints(connection, rows, r -> formVersionOf(r.event())));
      s.setArray(13, Rows.uuids(connection, rows, r -> campaignOf(r.event())));
      s.setArray(14, Rows.ints(connection, rows, r -> campaignVersionOf(r.event())));
      s.setArray(15, Rows.uuids(connection, rows, r -> r.event().message()));
      s.setArray(16, Rows.texts(connection, rows, r -> salt()));
      s.setArray(17, Rows.texts(connection, rows, r -> content(r.event())));
      s.setArray(18, Rows.texts(connection, rows, Ledger::blockOf));
      s.executeUpdate();
    }
  }

  private static @Nullable UUID purposeOf(NewEvent event) {
    return event.purpose() == null ? null : event.purpose().value();
  }

  private static @Nullable String statusOf(Row row) {
    return row.event().purpose() == null ? null : row.status().name();
  }

  private static @Nullable String blockOf(Row row) {
    return row.block() == null ? null : row.block().name();
  }

  private static @Nullable UUID formOf(NewEvent event) {
    return event.form() == null ? null : event.form().form();
  }

  private static @Nullable Integer formVersionOf(NewEvent event) {
    return event.form() == null ? null : event.form().version();
  }

  private static @Nullable UUID campaignOf(NewEvent event) {
    return event.campaign() == null ? null : event.campaign().campaign();
  }

  private static @Nullable Integer campaignVersionOf(NewEvent event) {
    return event.campaign() == null ? null : event.campaign().version();
  }

  private static String salt() {
    byte[] salt = new byte[16];
    RANDOM.nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }

  /** Each event has its salt; one that nothing personal belongs to says so by an empty object. */
  private String content(NewEvent event) {
    return event.evidence() == null ? "{}" : json.writeValueAsString(event.evidence());
  }

  private static void fold(Connection connection, List<Row> rows) throws SQLException {
    var last = new LinkedHashMap<Key, Row>();
    rows.stream().filter(Row::changed).forEach(row -> last.put(Key.of(row.event()), row));
    if (last.isEmpty()) {
      return;
    }
    String sql =
        """
        INSERT INTO consent (tenant_id, contact_point_id, purpose_id, status, since, event_id,
                             campaign_id)
        SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[],
                             ?::uuid[], ?::uuid[])
        ON CONFLICT (tenant_id, contact_point_id, purpose_id) DO UPDATE
        SET status = EXCLUDED.status, since = EXCLUDED.since, event_id = EXCLUDED.event_id,
            campaign_id = EXCLUDED.campaign_id
        """;
    List<Row> changed = List.copyOf(last.values());
    try (PreparedStatement s = connection.prepareStatement(sql)) {
      s.setArray(1, Rows.uuids(connection, changed, r -> r.event().tenant().value()));
      s.setArray(2, Rows.uuids(connection, changed, r -> r.event().contactPoint().value()));
      s.setArray(3, Rows.uuids(connection, changed, r -> purposeOf(r.event())));
      s.setArray(4, Rows.texts(connection, changed, r -> r.status().name()));
      s.setArray(5, Rows.instants(connection, changed, r -> r.event().at()));
      s.setArray(6, Rows.uuids(connection, changed, Row::id));
      s.setArray(7, Rows.uuids(connection, changed, r -> campaignOf(r.event())));
      s.executeUpdate();
    }
  }
}

package org.jawort.consent;

import java.security.SecureRandom;
import java.sql.Connection;
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
    object(connection, rows);
    return answers;
  }

  private AppendOutcome apply(NewEvent event, LedgerState ledgerState, List<Row> rows) {
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
        Row row = row(event, ledgerState, before, event.type() == EventType.RENEWED);
        rows.add(row);
        yield new AppendOutcome.Recorded(new EventId(row.id()), before);
      }
      case Transition.Forbidden(Transition.Reason reason) ->
          new AppendOutcome.Refused(before, reason);
    };
  }

  private AppendOutcome change(
      NewEvent event, LedgerState ledgerState, ConsentStatus after, List<Row> rows) {
    ConsentStatus before = ledgerState.status(event);
    Row row = row(event, ledgerState, after, true);
    rows.add(row);
    return new AppendOutcome.Changed(new EventId(row.id()), before, after);
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
    // Whatever the clocks say: what is appended later is the later event.
    UUID id = ids.nextAfter(ledgerState.latest(event));
    ledgerState.note(event, id, after, block);
    String source = ledgerState.isTrial(event) ? TRIAL : event.source();
    return new Row(id, event, source, after, changed, block);
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
        .uuids("purpose", Ledger::purposeOf)
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

  /**
   * Writes the events, each with the version of the purpose that it is about: the one that the
   * words were written for which were shown or read out; without words, an answer is about what was
   * asked, a question about the oldest that words of today speak for, a declaration about what was
   * said at its time, and all else about what stands.
   *
   * <p>What follows by itself from a sign-up waits for the night: the log grows by one entry for
   * each sign-up, whoever's address it is. It goes into the log with the first event that no
   * stranger could have caused.
   */
  private void insert(Connection connection, List<Row> rows) throws SQLException {
    String sql =
        """
        WITH appended AS (
          SELECT e.*,
                 CASE WHEN by_itself(e.type, e.actor) THEN coalesce((
                   SELECT (array_agg(a.type ORDER BY a.id DESC))[1] = 'SIGNED_UP'
                   FROM consent_event a
                   WHERE a.tenant_id = e.tenant_id AND a.contact_point_id = e.contact_point_id
                     AND NOT by_itself(a.type, a.actor)), false) ELSE false END AS held,
                 CASE WHEN e.purpose_id IS NOT NULL THEN coalesce(
                   (SELECT w.purpose_version FROM wording w
                    WHERE w.tenant_id = e.tenant_id AND w.purpose_id = e.purpose_id
                      AND w.id = ANY (string_to_array(e.wordings, ',')::uuid[]) LIMIT 1),
                   CASE
                   WHEN e.type IN ('CONFIRMED', 'RENEWED') THEN
                     (SELECT a.purpose_version FROM consent_event a
                      WHERE a.tenant_id = e.tenant_id AND a.purpose_id = e.purpose_id
                        AND a.contact_point_id = e.contact_point_id
                        AND a.type IN ('SIGNED_UP', 'REQUESTED')
                      ORDER BY a.id DESC LIMIT 1)
                   WHEN e.type IN ('SIGNED_UP', 'REQUESTED', 'GRANTED') THEN
                     (SELECT min(w.purpose_version)
                      FROM (SELECT DISTINCT ON (w.language) w.purpose_version FROM wording w
                            WHERE w.tenant_id = e.tenant_id AND w.purpose_id = e.purpose_id
                              AND w.channel = 'EMAIL'
                            ORDER BY w.language, w.version DESC) w)
                   WHEN e.type IN ('DECLARED', 'DECLARED_ANEW') THEN
                     (SELECT max(n.version) FROM purpose_version n
                      WHERE n.tenant_id = e.tenant_id AND n.purpose_id = e.purpose_id
                        AND n.valid_from <= e.said_at)
                   ELSE
                     (SELECT c.purpose_version FROM consent c
                      WHERE c.tenant_id = e.tenant_id AND c.purpose_id = e.purpose_id
                        AND c.contact_point_id = e.contact_point_id)
                   END,
                   (SELECT u.version FROM purpose u
                    WHERE u.tenant_id = e.tenant_id AND u.id = e.purpose_id)) END
                   AS purpose_version
          FROM unnest(:tenant::uuid[], :id::uuid[], :contactPoint::uuid[],
                               :purpose::uuid[], :type::text[], :status::text[], :at::timestamptz[],
                               :actor::text[], :actorId::uuid[], :source::text[], :form::uuid[],
                               :formVersion::int[], :campaign::uuid[], :campaignVersion::int[],
                               :message::uuid[], :salt::text[], :content::text[],
                               :mailBlock::text[], :wordings::text[], :saidAt::timestamptz[])
            AS e (tenant_id, id, contact_point_id, purpose_id, type, status, at, actor, actor_id,
                  source, form_id, form_version, campaign_id, campaign_version, message_id,
                  salt, content, mail_block, wordings, said_at)),
        events AS (
          INSERT INTO consent_event (tenant_id, id, contact_point_id, purpose_id, purpose_version,
                                     type, status, at, actor, actor_id, source, form_id,
                                     form_version, campaign_id, campaign_version, message_id,
                                     mail_block)
          SELECT tenant_id, id, contact_point_id, purpose_id, purpose_version, type, status, at,
                 actor, actor_id, source, form_id, form_version, campaign_id, campaign_version,
                 message_id, mail_block
          FROM appended),
        held AS (
          INSERT INTO log_held (tenant_id, contact_point_id, event_id)
          SELECT tenant_id, contact_point_id, id FROM appended WHERE held),
        freed AS (
          DELETE FROM log_held h USING appended a
          WHERE a.type NOT IN ('SIGNED_UP', 'MAILED', 'USED') AND NOT by_itself(a.type, a.actor)
            AND h.tenant_id = a.tenant_id AND h.contact_point_id = a.contact_point_id
          RETURNING h.tenant_id, h.event_id),
        pending AS (
          INSERT INTO log_pending (tenant_id, event_id)
          SELECT tenant_id, id FROM appended WHERE NOT held UNION ALL SELECT * FROM freed)
        INSERT INTO consent_evidence (tenant_id, event_id, salt, content)
        SELECT tenant_id, id, decode(salt, 'hex'), content::jsonb
        FROM appended
        """;
    Rows.batch(connection, sql, rows)
        .uuids("tenant", r -> r.event().tenant().value())
        .uuids("id", Row::id)
        .uuids("contactPoint", r -> r.event().contactPoint().value())
        .uuids("purpose", r -> purposeOf(r.event()))
        .texts("type", r -> r.event().type().name())
        .texts("status", Ledger::statusOf)
        .instants("at", r -> r.event().at())
        .texts("actor", r -> r.event().actor().kind().name())
        .uuids("actorId", r -> r.event().actor().id())
        .texts("source", Row::source)
        .uuids("form", r -> formOf(r.event()))
        .integers("formVersion", r -> formVersionOf(r.event()))
        .uuids("campaign", r -> campaignOf(r.event()))
        .integers("campaignVersion", r -> campaignVersionOf(r.event()))
        .uuids("message", r -> r.event().message())
        .texts("salt", r -> salt())
        .texts("content", r -> content(r.event()))
        .texts("mailBlock", Ledger::blockOf)
        .texts("wordings", r -> r.event().wordings())
        .instants("saidAt", r -> r.event().saidAt())
        .update();
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

  /** An objection stands beside the address, where "may we write?" looks; the first one counts. */
  private void object(Connection connection, List<Row> rows) throws SQLException {
    List<MailBlocks.Target> objecting =
        rows.stream()
            .map(Row::event)
            .filter(event -> event.type() == EventType.OBJECTED)
            .map(e -> new MailBlocks.Target(e.tenant(), e.contactPoint(), e.at()))
            .toList();
    if (!objecting.isEmpty()) {
      blocks.object(connection, objecting);
    }
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
                             campaign_id, purpose_version, email, sms, calls, goods)
        SELECT f.*, n.version, n.email, n.sms, n.calls, n.goods
        FROM unnest(:tenant::uuid[], :contactPoint::uuid[], :purpose::uuid[], :status::text[],
                    :since::timestamptz[], :event::uuid[], :campaign::uuid[])
          AS f (tenant_id, contact_point_id, purpose_id, status, since, event_id, campaign_id)
        LEFT JOIN LATERAL (
          SELECT n.* FROM consent_event e
          JOIN purpose_version n ON n.tenant_id = e.tenant_id AND n.purpose_id = e.purpose_id
            AND n.version = e.purpose_version
          WHERE e.tenant_id = f.tenant_id AND e.id = f.event_id LIMIT 1) n ON true
        ON CONFLICT (tenant_id, contact_point_id, purpose_id) DO UPDATE
        SET status = EXCLUDED.status, since = EXCLUDED.since, event_id = EXCLUDED.event_id,
            campaign_id = EXCLUDED.campaign_id, purpose_version = EXCLUDED.purpose_version,
            email = EXCLUDED.email, sms = EXCLUDED.sms, calls = EXCLUDED.calls,
            goods = EXCLUDED.goods
        """;
    List<Row> changed = List.copyOf(last.values());
    Rows.batch(connection, sql, changed)
        .uuids("tenant", r -> r.event().tenant().value())
        .uuids("contactPoint", r -> r.event().contactPoint().value())
        .uuids("purpose", r -> purposeOf(r.event()))
        .texts("status", r -> r.status().name())
        .instants("since", r -> r.event().at())
        .uuids("event", Row::id)
        .uuids("campaign", r -> campaignOf(r.event()))
        .update();
  }
}

package org.jawort.consent;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jawort.contact.ContactChanges;
import org.jawort.contact.MailBlock;
import org.jawort.contact.MailBlocks;
import org.jawort.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the ledger writes: events with their evidence, and the status rows that are their fold. */
@Component
class LedgerRows {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Where a contact point stands is the same after them. */
  private static final Set<EventType> SAYING_NOTHING = Set.of(EventType.MAILED, EventType.USED);

  private final ContactChanges changes;
  private final JsonMapper json;

  LedgerRows(ContactChanges changes, JsonMapper json) {
    this.changes = changes;
    this.json = json;
  }

  private record Key(UUID tenant, UUID contactPoint, @Nullable UUID purpose) {
    static Key of(NewEvent event) {
      return new Key(event.tenant().value(), event.contactPoint().value(), purposeOf(event));
    }
  }

  /**
   * An event as it is to be written.
   *
   * @param status where it leaves the consent
   * @param changed whether the consent rests on it from then on
   * @param block that stands after it, or null
   */
  record Row(
      UUID id,
      NewEvent event,
      String source,
      ConsentStatus status,
      boolean changed,
      @Nullable MailBlock block) {}

  /**
   * Writes the events, each with the version of the purpose that it is about: the one that the
   * words were written for which were shown or read out; without words, an answer is about what was
   * asked, a question about the oldest that words of today speak for, a declaration about what was
   * said at its time, and all else about what stands.
   *
   * <p>What follows by itself from a sign-up waits for the night: the log grows by one entry for
   * each sign-up, whoever's address it is. It goes into the log with the first event that no
   * stranger could have caused.
   *
   * <p>Whoever keeps a copy of contacts hears of all of them at once.
   */
  void insert(Connection connection, List<Row> rows) throws SQLException {
    String sql =
        """
        WITH appended AS (
          SELECT e.*,
                 CASE WHEN by_itself(e.type, e.actor) THEN coalesce((
                   SELECT (array_agg(a.type ORDER BY a.id DESC))[1] IN ('SIGNED_UP', 'FILLED_IN')
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
          WHERE a.type NOT IN ('SIGNED_UP', 'FILLED_IN', 'MAILED', 'USED') AND NOT by_itself(a.type, a.actor)
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
        .texts("status", LedgerRows::statusOf)
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
        .texts("mailBlock", LedgerRows::blockOf)
        .texts("wordings", r -> r.event().wordings())
        .instants("saidAt", r -> r.event().saidAt())
        .update();
    changes.noteAll(
        connection,
        rows.stream()
            .filter(row -> !SAYING_NOTHING.contains(row.event().type()))
            .map(row -> row.event())
            .map(one -> new MailBlocks.Target(one.tenant(), one.contactPoint(), one.at()))
            .toList());
  }

  static @Nullable UUID purposeOf(NewEvent event) {
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

  /** Where each consent stands after the last event that changed it. */
  static void fold(Connection connection, List<Row> rows) throws SQLException {
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

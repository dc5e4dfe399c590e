package org.jawort.delivery;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jawort.consent.CampaignVersion;
import org.jawort.consent.Decided;
import org.jawort.consent.EventId;
import org.jawort.consent.permission.ListedSql;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** Takes messages out of the outbox, for as long as a lease, and asks for each: may we write? */
@Component
class Claims {
  /** What a dead node had claimed comes free after this time. */
  static final Duration LEASE = Duration.ofSeconds(90);

  private final Database database;

  Claims(Database database) {
    this.database = database;
  }

  /** Those of the given tenants that have a message due, in the given order. */
  List<TenantId> due(List<TenantId> tenants, Instant now) {
    String sql =
        """
        SELECT t.id FROM unnest(:tenant::uuid[]) WITH ORDINALITY AS t (id, place)
        WHERE EXISTS (SELECT FROM message m
                      WHERE m.tenant_id = t.id AND m.status = 'QUEUED' AND m.due_at <= :now
                        AND m.set_aside_at IS NULL)
        ORDER BY t.place
        """;
    return database.read(
        tenants,
        connection ->
            Rows.batch(connection, sql, tenants)
                .uuids("tenant", TenantId::value)
                .instant("now", now)
                .list(row -> new TenantId(row.getObject(1, UUID.class))));
  }

  /** How many are due, all tenants together; no more than a hundred thousand are counted. */
  long backlog(List<TenantId> tenants, Instant now) {
    String sql =
        """
        SELECT count(*) FROM (
          SELECT FROM message
          WHERE tenant_id = ANY (:tenants::uuid[]) AND status = 'QUEUED' AND due_at <= :now
            AND set_aside_at IS NULL
          LIMIT 100000) d
        """;
    return database.read(
        tenants,
        connection ->
            Rows.batch(connection, sql, tenants)
                .uuids("tenants", TenantId::value)
                .instant("now", now)
                .first(row -> row.getLong(1))
                .orElse(0L));
  }

  /**
   * Claims due messages of one tenant, the longest due first, and returns those that may be
   * written; the others are withheld in the same transaction (law 27).
   *
   * @param most how many are claimed
   * @param inHand ids that this node is still busy with, although their lease may be over
   */
  Claimed claim(TenantId tenant, Instant now, int most, Collection<UUID> inHand) {
    return database.write(
        tenant,
        connection -> {
          List<UUID> claimed = claimed(connection, tenant, now, most, inHand);
          return claimed.isEmpty()
              ? new Claimed(false, List.of())
              : new Claimed(true, askAgain(connection, tenant, now, claimed));
        });
  }

  /**
   * What a claim brought.
   *
   * @param any whether there was anything at all, be it only messages that had to be withheld
   * @param messages those that may be written
   */
  record Claimed(boolean any, List<Outgoing> messages) {}

  /** ARRAY, as the planner may run an IN (…) several times, each time past the rows it locked. */
  private static List<UUID> claimed(
      Connection connection, TenantId tenant, Instant now, int most, Collection<UUID> inHand)
      throws SQLException {
    String sql =
        """
        UPDATE message SET due_at = :dueAt, attempts = attempts + 1
        WHERE tenant_id = :tenant AND id = ANY (ARRAY(
          SELECT id FROM message
          WHERE tenant_id = :tenant AND status = 'QUEUED' AND due_at <= :now
            AND set_aside_at IS NULL AND id <> ALL (:inHand::uuid[])
          ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED))
        RETURNING id
        """;
    return Rows.batch(connection, sql, inHand)
        .instant("dueAt", now.plus(LEASE))
        .uuid("tenant", tenant.value())
        .instant("now", now)
        .uuids("inHand", id -> id)
        .integer("most", most)
        .list(rows -> rows.getObject(1, UUID.class));
  }

  /**
   * A request for consent must still wait for its answer: the consent stands as it did when it was
   * made, be it refused or given, and nothing was decided since. Somebody on the suppression list
   * is asked where they signed up themselves, and by nobody else's wish. Whoever belongs to a trial
   * gets the mails of its runs and no other. A request for several consents goes out for those of
   * them that may be asked. LIMIT keeps the consents at one look-up by their key for each message:
   * a plan that was made while there were few would read those of everybody.
   */
  private static List<Outgoing> askAgain(
      Connection connection, TenantId tenant, Instant now, List<UUID> claimed) throws SQLException {
    String sql =
        """
        SELECT m.id, m.contact_point_id, m.message_class, q.purpose_id, m.campaign_id,
               m.campaign_version, q.event_id, q.run_id, m.created_at, m.attempts,
               m.answer_until, p.trial, p.address, c.first_name, c.last_name, k.renewal,
               coalesce(e.type = 'SIGNED_UP', false) AS signed_up,
               coalesce(e.at, m.created_at) AS asked_at,
               CASE WHEN NOT is_allowed(m.message_class, r.reason) THEN r.reason
                    -- One might be asked, but this question is over.
                    WHEN m.message_class = 'OPT_IN' AND NOT k.asked
                    THEN coalesce(s.status, 'UNKNOWN') END AS against
        FROM message m
        CROSS JOIN LATERAL
          (SELECT m.purpose_id, m.event_id, m.run_id, 0 AS place
           UNION ALL
           SELECT a.purpose_id, a.event_id, a.run_id, 1 AS place FROM message_also a
           WHERE m.message_class = 'OPT_IN' AND a.tenant_id = m.tenant_id
             AND a.message_id = m.id) q
        JOIN contact_point p ON p.tenant_id = m.tenant_id AND p.id = m.contact_point_id
        JOIN contact c ON c.tenant_id = p.tenant_id AND c.id = p.contact_id
        LEFT JOIN LATERAL (
          SELECT s.* FROM consent s
          WHERE s.tenant_id = m.tenant_id AND s.contact_point_id = m.contact_point_id
            AND s.purpose_id = q.purpose_id LIMIT 1) s ON true
        LEFT JOIN purpose u ON u.tenant_id = m.tenant_id AND u.id = q.purpose_id
        LEFT JOIN consent_event e ON e.tenant_id = m.tenant_id AND e.id = q.event_id
        CROSS JOIN LATERAL
          (SELECT coalesce(e.status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED'), false) AS renewal,
                  m.message_class = 'OPT_IN' AND CASE WHEN e.id IS NULL
                    THEN coalesce(s.status IN ('TRIGGERED', 'SENT'), false)
                    ELSE coalesce(CASE
                        WHEN s.status IN ('TRIGGERED', 'SENT')
                          THEN e.status IN ('TRIGGERED', 'SENT')
                        WHEN s.status IN ('REFUSED', 'REVOKED')
                          THEN e.status IN ('REFUSED', 'REVOKED')
                        WHEN s.status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED')
                          THEN e.status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED') END, false)
                      AND NOT EXISTS (
                    SELECT FROM consent_event d
                    WHERE d.tenant_id = m.tenant_id AND d.contact_point_id = m.contact_point_id
                      AND d.purpose_id = q.purpose_id AND d.id > e.id AND d.type IN %s
                      AND d.type <> 'SIGNED_UP') END AS asked) k
        CROSS JOIN LATERAL
          (SELECT may_we_write(m.message_class, p.channel,
                  consented(m.message_class, ROW(s.*)::consent, u, p.channel), p.mail_block,
                  p.suppressed AND (m.message_class <> 'OPT_IN'
                    OR e.type IS DISTINCT FROM 'SIGNED_UP'),
                  has_expired(u.validity_months, u.expiry, s.since, s.used_at, :now),
                  p.trial AND m.run_id IS NULL,
                  p.objected_at IS NOT NULL OR m.message_class = 'EXISTING_CUSTOMER' AND EXISTS (
                    SELECT FROM consent n
                    WHERE n.tenant_id = p.tenant_id AND n.contact_point_id = p.id
                      AND n.status IN ('REFUSED', 'REVOKED')),
                  u.archived_at IS NOT NULL, k.asked, %s) AS reason) r
        WHERE m.tenant_id = :tenant AND m.id = ANY (:claimed::uuid[])
        ORDER BY m.id, q.place, q.event_id
        """
            .formatted(Decided.TYPES, ListedSql.now("m.message_class", "u.jurisdiction"));
    var allowed = new LinkedHashMap<MessageId, Outgoing>();
    var against = new LinkedHashMap<MessageId, Withheld>();
    Rows.batch(connection, sql, claimed)
        .instant("now", now)
        .uuid("tenant", tenant.value())
        .uuids("claimed", id -> id)
        .each(
            row -> {
              Outgoing asking = message(tenant, row);
              String reason = row.getString("against");
              if (reason == null) {
                allowed.merge(asking.id(), asking, Claims::together);
              } else {
                against.putIfAbsent(asking.id(), new Withheld(asking.id(), reason));
              }
            });
    against.keySet().removeAll(allowed.keySet());
    withhold(connection, tenant, now, List.copyOf(against.values()));
    return List.copyOf(allowed.values());
  }

  private static Outgoing together(Outgoing first, Outgoing beside) {
    return first.also(
        new AlsoAsked(
            beside.purpose(),
            Objects.requireNonNull(beside.event()),
            Objects.requireNonNull(beside.run())));
  }

  private static Outgoing message(TenantId tenant, ResultSet row) throws SQLException {
    UUID event = Rows.uuid(row, "event_id");
    return new Outgoing(
        tenant,
        new MessageId(row.getObject("id", UUID.class)),
        new ContactPointId(row.getObject("contact_point_id", UUID.class)),
        row.getString("address"),
        row.getString("first_name"),
        row.getString("last_name"),
        MessageClass.valueOf(row.getString("message_class")),
        new PurposeId(row.getObject("purpose_id", UUID.class)),
        new CampaignVersion(
            row.getObject("campaign_id", UUID.class), row.getInt("campaign_version")),
        event == null ? null : new EventId(event),
        Rows.uuid(row, "run_id"),
        row.getBoolean("signed_up"),
        row.getTimestamp("asked_at").toInstant(),
        row.getTimestamp("created_at").toInstant(),
        row.getInt("attempts"),
        row.getBoolean("renewal"),
        Rows.instant(row, "answer_until"),
        row.getBoolean("trial"),
        List.of());
  }

  private record Withheld(MessageId id, String reason) {}

  private static void withhold(
      Connection connection, TenantId tenant, Instant now, List<Withheld> messages)
      throws SQLException {
    if (messages.isEmpty()) {
      return;
    }
    String sql =
        """
        UPDATE message m SET status = 'WITHHELD', answer = w.reason, answered_at = :answeredAt
        FROM unnest(:id::uuid[], :reason::text[]) AS w (id, reason)
        WHERE m.tenant_id = :tenant AND m.id = w.id
        """;
    Rows.batch(connection, sql, messages)
        .instant("answeredAt", now)
        .uuids("id", w -> w.id().value())
        .texts("reason", Withheld::reason)
        .uuid("tenant", tenant.value())
        .update();
  }
}

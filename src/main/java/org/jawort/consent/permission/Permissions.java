package org.jawort.consent.permission;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Database;
import org.jawort.platform.GroupCommit;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The door for "may we write?"; the rule itself is the SQL function {@code may_we_write}. */
@Component
public class Permissions implements AutoCloseable {
  private static final int MOST = 512;

  private record Question(
      TenantId tenant, Way way, String addressKey, String purpose, MessageClass kind) {}

  private final Database database;
  private final InstantSource clock;
  private final ManyPermissions many;
  private final AskingLimits limits;
  private final GroupCommit<Question, Permission> asking;

  Permissions(Database database, InstantSource clock, ManyPermissions many, AskingLimits limits) {
    this.database = database;
    this.clock = clock;
    this.many = many;
    this.limits = limits;
    this.asking = new GroupCommit<>("permissions", MOST, question -> new Object(), this::answer);
  }

  /**
   * May we write to this address now? What is asked at the same moment is read in one statement.
   *
   * @param addressKey normalised address
   * @param purpose key of a purpose, such as "newsletter"
   */
  public Permission ask(
      TenantId tenant, Channel channel, String addressKey, String purpose, MessageClass kind) {
    return ask(tenant, Way.of(channel), addressKey, purpose, kind);
  }

  /** The same by one of the ways of a channel: may we call this number? */
  public Permission ask(
      TenantId tenant, Way way, String addressKey, String purpose, MessageClass kind) {
    var question = new Question(tenant, way, addressKey, purpose, kind);
    // Inside a transaction it is asked there: waiting for another connection could wait forever.
    return TransactionSynchronizationManager.isActualTransactionActive()
        ? answer(List.of(question)).getFirst()
        : asking.write(question);
  }

  /**
   * The same for many addresses, answered in the same order.
   *
   * @param addressKeys normalised addresses
   */
  public List<Permission> ask(
      TenantId tenant,
      Channel channel,
      List<String> addressKeys,
      String purpose,
      MessageClass kind) {
    return asking.writeAll(
        addressKeys.stream()
            .map(key -> new Question(tenant, Way.of(channel), key, purpose, kind))
            .toList());
  }

  private List<Permission> answer(List<Question> questions) {
    // LIMIT keeps it at one look-up by the unique index for each question, however many there are.
    String sql =
        """
        SELECT a.id, a.reason, is_allowed(q.kind, a.reason) AS allowed, a.event_id, q.place
        FROM unnest(:tenant::uuid[], :channel::text[], :way::text[], :addressKey::text[],
                    :purpose::text[], :kind::text[]) WITH ORDINALITY
          AS q (tenant_id, channel, way, address_key, purpose, kind, place)
        CROSS JOIN LATERAL (
          SELECT may_we_write(q.kind, p.channel, consented(q.kind, c, u, q.way), p.mail_block,
                   p.suppressed,
                   has_expired(u.validity_months, u.expiry, c.since, c.used_at, :now), p.trial,
                   %s, u.archived_at IS NOT NULL, false, %s) AS reason,
                 c.event_id, p.id
          FROM contact_point p
          LEFT JOIN purpose u ON u.tenant_id = p.tenant_id AND u.key = q.purpose
          LEFT JOIN consent c ON c.tenant_id = p.tenant_id AND c.contact_point_id = p.id
            AND c.purpose_id = u.id
          WHERE p.tenant_id = q.tenant_id AND p.channel = q.channel
            AND p.address_key = q.address_key COLLATE "C"
          LIMIT 1) a
        """
            .formatted(ObjectedSql.now("q.kind"), ListedSql.now("q.kind", "u.jurisdiction"));
    return database.read(
        questions.stream().map(Question::tenant).distinct().toList(),
        connection -> {
          var points = new HashMap<Integer, ContactPointId>();
          var answers =
              new ArrayList<>(Collections.nCopies(questions.size(), Permission.EXTERNAL_ADDRESS));
          Rows.batch(connection, sql, questions)
              .uuids("tenant", q -> q.tenant().value())
              .texts("channel", q -> q.way().channel().name())
              .texts("way", q -> q.way().name())
              .texts("addressKey", Question::addressKey)
              .texts("purpose", Question::purpose)
              .texts("kind", q -> q.kind().name())
              .instant("now", clock.instant())
              .each(
                  row -> {
                    int place = row.getInt("place") - 1;
                    answers.set(place, Permission.of(row));
                    points.put(place, new ContactPointId(row.getObject("id", UUID.class)));
                  });
          return limited(connection, questions, points, answers);
        });
  }

  /** What the moment has against asking, where the rule has nothing. */
  private List<Permission> limited(
      Connection connection,
      List<Question> questions,
      Map<Integer, ContactPointId> points,
      List<Permission> answers)
      throws SQLException {
    var asking = new HashMap<Integer, AskingLimits.Asking>();
    points.forEach(
        (place, point) -> {
          Question question = questions.get(place);
          if (question.kind() == MessageClass.OPT_IN && answers.get(place).allowed()) {
            asking.put(
                place, new AskingLimits.Asking(question.tenant(), point, question.purpose()));
          }
        });
    Map<AskingLimits.Asking, String> against =
        asking.isEmpty() ? Map.of() : limits.against(connection, asking.values());
    asking.forEach(
        (place, one) -> {
          String reason = against.get(one);
          if (reason != null) {
            answers.set(place, answers.get(place).refused(reason));
          }
        });
    return answers;
  }

  /**
   * Might we have written to this address at a past instant? Answered from what was true then, as
   * far as it was noted by then: status and block by the ledger, the purpose's validity, the uses
   * of the consent, and the suppression of the address. What was erased since is unknown, and so is
   * what that moment had against asking ({@link AskingLimits}).
   */
  public Permission askAt(
      TenantId tenant,
      Channel channel,
      String addressKey,
      String purpose,
      MessageClass kind,
      Instant at) {
    return askAt(tenant, Way.of(channel), addressKey, purpose, kind, at);
  }

  /** The same by one of the ways of a channel. */
  public Permission askAt(
      TenantId tenant, Way way, String addressKey, String purpose, MessageClass kind, Instant at) {
    String sql =
        """
        SELECT r.reason, is_allowed(:kind, r.reason) AS allowed, e.id AS event_id
        FROM (SELECT :at::timestamptz AS moment) t
        JOIN contact_point p ON p.tenant_id = :tenant AND p.channel = :channel
          AND p.address_key = :addressKey AND p.created_at <= t.moment
        LEFT JOIN purpose u ON u.tenant_id = p.tenant_id AND u.key = :purpose
        LEFT JOIN LATERAL (
          SELECT v.validity_months, v.expiry, v.archived FROM purpose_validity v
          WHERE v.tenant_id = u.tenant_id AND v.purpose_id = u.id AND v.valid_from <= t.moment
          ORDER BY v.valid_from DESC, v.id DESC LIMIT 1) v ON true
        LEFT JOIN LATERAL (
          SELECT d.* FROM purpose_version d
          WHERE d.tenant_id = u.tenant_id AND d.purpose_id = u.id AND d.valid_from <= t.moment
          ORDER BY d.version DESC LIMIT 1) d ON true
        LEFT JOIN LATERAL (
          SELECT s.id, s.status, s.at, s.purpose_version FROM (
            SELECT e.id, e.status, e.at, e.purpose_version,
                   e.type = 'RENEWED'
                     OR e.status <> lag(e.status, 1, 'UNKNOWN') OVER (ORDER BY e.id) AS changed
            FROM consent_event e
            WHERE e.tenant_id = p.tenant_id AND e.contact_point_id = p.id
              AND e.purpose_id = u.id AND e.at <= t.moment) s
          WHERE s.changed ORDER BY s.id DESC LIMIT 1) e ON true
        LEFT JOIN purpose_version g ON g.tenant_id = u.tenant_id AND g.purpose_id = u.id
          AND g.version = e.purpose_version
        LEFT JOIN LATERAL (
          SELECT b.mail_block FROM consent_event b
          WHERE b.tenant_id = p.tenant_id AND b.contact_point_id = p.id AND b.at <= t.moment
          ORDER BY b.id DESC LIMIT 1) b ON true
        LEFT JOIN LATERAL (
          SELECT n.used_at FROM consent_use n
          WHERE n.tenant_id = p.tenant_id AND n.contact_point_id = p.id AND n.purpose_id = u.id
            AND n.noted_at <= t.moment
          ORDER BY n.used_at DESC LIMIT 1) n ON true
        CROSS JOIN LATERAL (
          SELECT may_we_write(:kind, p.channel,
                   CASE WHEN :kind <> 'OPT_IN'
                         AND e.status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED')
                         AND carries(:way, g.email, g.sms, g.calls, g.goods, d.email, d.sms,
                                     d.calls, d.goods) IS NOT TRUE
                        THEN NULL ELSE e.status END, b.mail_block,
                   p.suppressed OR coalesce(p.suppression_ended_at > t.moment, false),
                   has_expired(v.validity_months, v.expiry, e.at, n.used_at, t.moment), p.trial,
                   %s, coalesce(v.archived, false), false, %s) AS reason) r
        """
            .formatted(
                ObjectedSql.then(":kind::text"),
                ListedSql.then(":kind::text", "coalesce(d.jurisdiction, u.jurisdiction)"));
    return database.read(
        tenant,
        connection ->
            Rows.sql(connection, sql)
                .instant("at", at)
                .uuid("tenant", tenant.value())
                .text("channel", way.channel().name())
                .text("way", way.name())
                .text("addressKey", addressKey)
                .text("purpose", purpose)
                .text("kind", kind.name())
                .first(Permission::of)
                .orElse(Permission.EXTERNAL_ADDRESS));
  }

  /** The same for all contact points of a channel at once: how many for each reason. */
  public Map<String, Long> count(
      TenantId tenant, Channel channel, String purpose, MessageClass kind) {
    return many.count(tenant, channel, purpose, kind);
  }

  /** The same for given contact points in one statement; those that are unknown are left out. */
  public Map<ContactPointId, Permission> askAll(
      TenantId tenant,
      Collection<ContactPointId> contactPoints,
      String purpose,
      MessageClass kind) {
    return many.askAll(tenant, contactPoints, purpose, kind);
  }

  /**
   * The answers to every message class for given contact points, purpose by purpose in the order in
   * which they were made; classes that ask for no consent once, without a purpose.
   */
  public Map<ContactPointId, List<ClassPermission>> everyClass(
      TenantId tenant, Collection<ContactPointId> contactPoints) {
    return many.everyClass(tenant, contactPoints);
  }

  /** Answers what is asked, then stops. */
  @Override
  public void close() {
    asking.close();
  }
}

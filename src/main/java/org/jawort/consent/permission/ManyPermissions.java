package org.jawort.consent.permission;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** "May we write?" for many contact points in one statement, by the same rule. */
@Component
class ManyPermissions {
  private final Database database;
  private final InstantSource clock;
  private final AskingLimits limits;

  ManyPermissions(Database database, InstantSource clock, AskingLimits limits) {
    this.database = database;
    this.clock = clock;
    this.limits = limits;
  }

  Map<String, Long> count(TenantId tenant, Channel channel, String purpose, MessageClass kind) {
    String sql =
        """
        SELECT may_we_write(:kind, p.channel, consented(:kind, c, u, p.channel), p.mail_block,
                 p.suppressed,
                 has_expired(u.validity_months, u.expiry, c.since, c.used_at, :now), p.trial,
                 %s, u.archived_at IS NOT NULL, false, %s) AS reason,
               count(*) AS contact_points
        FROM contact_point p
        LEFT JOIN purpose u ON u.tenant_id = p.tenant_id AND u.key = :purpose
        LEFT JOIN consent c ON c.tenant_id = p.tenant_id AND c.contact_point_id = p.id
          AND c.purpose_id = u.id
        WHERE p.tenant_id = :tenant AND p.channel = :channel
        GROUP BY 1
        """
            .formatted(
                ObjectedSql.now(":kind::text"), ListedSql.now(":kind::text", "u.jurisdiction"));
    return database.read(
        tenant,
        connection -> {
          var counts = new TreeMap<String, Long>();
          Rows.sql(connection, sql)
              .text("kind", kind.name())
              .instant("now", clock.instant())
              .text("purpose", purpose)
              .uuid("tenant", tenant.value())
              .text("channel", channel.name())
              .each(row -> counts.put(row.getString("reason"), row.getLong("contact_points")));
          if (kind == MessageClass.OPT_IN && counts.containsKey(kind.name())) {
            recount(connection, tenant, purpose, counts);
          }
          return counts;
        });
  }

  /** Takes those out of the counts of whom the moment says no where the rule says yes. */
  private void recount(
      Connection connection, TenantId tenant, String purpose, Map<String, Long> counts)
      throws SQLException {
    List<ContactPointId> points =
        Rows.sql(
                connection,
                "SELECT id FROM contact_point WHERE tenant_id = :tenant AND channel = 'EMAIL'")
            .uuid("tenant", tenant.value())
            .list(ManyPermissions::point);
    counts.remove(MessageClass.OPT_IN.name());
    Map<ContactPointId, Permission> answers = askAll(tenant, points, purpose, MessageClass.OPT_IN);
    var open = Set.of("OPT_IN", "NO_WORDING", "PROFILE", "MAILED_ENOUGH");
    answers.values().stream()
        .map(Permission::reason)
        .filter(open::contains)
        .forEach(reason -> counts.merge(reason, 1L, Long::sum));
  }

  Map<ContactPointId, Permission> askAll(
      TenantId tenant,
      Collection<ContactPointId> contactPoints,
      String purpose,
      MessageClass kind) {
    String sql =
        """
        SELECT p.id, r.reason, is_allowed(:kind, r.reason) AS allowed, c.event_id
        FROM contact_point p
        LEFT JOIN purpose u ON u.tenant_id = p.tenant_id AND u.key = :purpose
        LEFT JOIN consent c ON c.tenant_id = p.tenant_id AND c.contact_point_id = p.id
          AND c.purpose_id = u.id
        CROSS JOIN LATERAL (
          SELECT may_we_write(:kind, p.channel, consented(:kind, c, u, p.channel), p.mail_block,
                   p.suppressed,
                   has_expired(u.validity_months, u.expiry, c.since, c.used_at, :now), p.trial,
                   %s, u.archived_at IS NOT NULL, false, %s) AS reason) r
        WHERE p.tenant_id = :tenant AND p.id = ANY (:contactPoints)
        """
            .formatted(
                ObjectedSql.now(":kind::text"), ListedSql.now(":kind::text", "u.jurisdiction"));
    return database.read(
        tenant,
        connection -> {
          var answers = new HashMap<ContactPointId, Permission>();
          Rows.batch(connection, sql, contactPoints)
              .text("purpose", purpose)
              .text("kind", kind.name())
              .instant("now", clock.instant())
              .uuid("tenant", tenant.value())
              .uuids("contactPoints", ContactPointId::value)
              .each(row -> answers.put(point(row), Permission.of(row)));
          if (kind == MessageClass.OPT_IN) {
            against(connection, asking(tenant, answers, purpose))
                .forEach(
                    (one, reason) ->
                        answers.computeIfPresent(
                            one.contactPoint(), (id, answer) -> answer.refused(reason)));
          }
          return answers;
        });
  }

  private static List<AskingLimits.Asking> asking(
      TenantId tenant, Map<ContactPointId, Permission> answers, @Nullable String purpose) {
    return answers.entrySet().stream()
        .filter(answer -> answer.getValue().allowed())
        .map(answer -> new AskingLimits.Asking(tenant, answer.getKey(), purpose))
        .toList();
  }

  private Map<AskingLimits.Asking, String> against(
      Connection connection, List<AskingLimits.Asking> asking) throws SQLException {
    return asking.isEmpty() ? Map.of() : limits.against(connection, asking);
  }

  private static ContactPointId point(ResultSet row) throws SQLException {
    return new ContactPointId(row.getObject("id", UUID.class));
  }

  Map<ContactPointId, List<ClassPermission>> everyClass(
      TenantId tenant, Collection<ContactPointId> contactPoints) {
    String sql =
        """
        SELECT p.id, u.key, u.names ->> 'de' AS name_de, u.names ->> 'en' AS name_en, k.kind, r.reason,
               is_allowed(k.kind, r.reason) AS allowed, c.event_id
        FROM contact_point p
        CROSS JOIN unnest(:kind::text[], :rests::boolean[]) WITH ORDINALITY
          AS k (kind, rests, place)
        LEFT JOIN purpose u ON u.tenant_id = p.tenant_id AND k.rests AND u.archived_at IS NULL
        LEFT JOIN consent c ON c.tenant_id = p.tenant_id AND c.contact_point_id = p.id
          AND c.purpose_id = u.id
        CROSS JOIN LATERAL (
          SELECT may_we_write(k.kind, p.channel, consented(k.kind, c, u,
                     CASE WHEN p.channel = 'EMAIL' THEN 'EMAIL'
                          WHEN u.sms THEN 'SMS' ELSE 'CALL' END), p.mail_block, p.suppressed,
                   has_expired(u.validity_months, u.expiry, c.since, c.used_at, :now), p.trial,
                   %s, u.archived_at IS NOT NULL, false, %s) AS reason) r
        WHERE p.tenant_id = :tenant AND p.id = ANY (:contactPoints)
        ORDER BY u.id NULLS LAST, k.place
        """
            .formatted(ObjectedSql.now("k.kind"), ListedSql.now("k.kind", "u.jurisdiction"));
    List<MessageClass> kinds = Arrays.asList(MessageClass.values());
    return database.read(
        tenant,
        connection -> {
          var answers = new HashMap<ContactPointId, List<ClassPermission>>();
          Rows.batch(connection, sql, kinds)
              .texts("kind", MessageClass::name)
              .bools("rests", MessageClass::isAboutPurpose)
              .instant("now", clock.instant())
              .uuid("tenant", tenant.value())
              .uuids("contactPoints", contactPoints, ContactPointId::value)
              .each(
                  row ->
                      answers
                          .computeIfAbsent(point(row), id -> new ArrayList<>())
                          .add(ofClass(row)));
          return limited(connection, tenant, answers);
        });
  }

  private Map<ContactPointId, List<ClassPermission>> limited(
      Connection connection, TenantId tenant, Map<ContactPointId, List<ClassPermission>> answers)
      throws SQLException {
    var asking = new ArrayList<AskingLimits.Asking>();
    answers.forEach(
        (point, all) ->
            all.stream()
                .filter(ClassPermission::letsAsk)
                .map(answer -> new AskingLimits.Asking(tenant, point, answer.purpose()))
                .forEach(asking::add));
    Map<AskingLimits.Asking, String> against = against(connection, asking);
    answers.forEach(
        (point, all) ->
            all.replaceAll(
                answer -> {
                  String reason =
                      against.get(new AskingLimits.Asking(tenant, point, answer.purpose()));
                  return reason != null && answer.letsAsk() ? answer.refused(reason) : answer;
                }));
    return answers;
  }

  private static ClassPermission ofClass(ResultSet row) throws SQLException {
    String german = row.getString("name_de");
    return new ClassPermission(
        row.getString("key"),
        german == null ? null : new PurposeName(german, row.getString("name_en")),
        MessageClass.valueOf(row.getString("kind")),
        Permission.of(row));
  }
}

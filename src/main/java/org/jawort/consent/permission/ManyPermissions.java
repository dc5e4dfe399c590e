package org.jawort.consent.permission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** "May we write?" for many contact points in one statement, by the same rule. */
@Component
class ManyPermissions {
  private final Database database;
  private final InstantSource clock;

  ManyPermissions(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  Map<String, Long> count(TenantId tenant, Channel channel, String purpose, MessageClass kind) {
    String sql =
        """
        SELECT may_we_write(:kind, p.channel, consented(:kind, c, u, p.channel), p.mail_block,
                 p.suppressed,
                 has_expired(u.validity_months, u.expiry, c.since, c.used_at, :now), p.trial,
                 %s, u.archived_at IS NOT NULL, false) AS reason,
               count(*) AS contact_points
        FROM contact_point p
        LEFT JOIN purpose u ON u.tenant_id = p.tenant_id AND u.key = :purpose
        LEFT JOIN consent c ON c.tenant_id = p.tenant_id AND c.contact_point_id = p.id
          AND c.purpose_id = u.id
        WHERE p.tenant_id = :tenant AND p.channel = :channel
        GROUP BY 1
        """
            .formatted(ObjectedSql.now(":kind::text"));
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
          return counts;
        });
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
                   %s, u.archived_at IS NOT NULL, false) AS reason) r
        WHERE p.tenant_id = :tenant AND p.id = ANY (:contactPoints)
        """
            .formatted(ObjectedSql.now(":kind::text"));
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
          return answers;
        });
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
                   %s, u.archived_at IS NOT NULL, false) AS reason) r
        WHERE p.tenant_id = :tenant AND p.id = ANY (:contactPoints)
        ORDER BY u.id NULLS LAST, k.place
        """
            .formatted(ObjectedSql.now("k.kind"));
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
          return answers;
        });
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

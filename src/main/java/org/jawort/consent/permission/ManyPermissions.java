package org.jawort.consent.permission;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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
        SELECT may_we_write(?, c.status, p.mail_block, p.suppressed,
                 has_expired(u.validity_months, u.expiry, c.since, c.used_at, ?), p.trial) AS reason,
               count(*) AS contact_points
        FROM contact_point p
        LEFT JOIN purpose u ON u.tenant_id = p.tenant_id AND u.key = ?
        LEFT JOIN consent c ON c.tenant_id = p.tenant_id AND c.contact_point_id = p.id
          AND c.purpose_id = u.id
        WHERE p.tenant_id = ? AND p.channel = ?
        GROUP BY 1
        """;
    return database.read(
        tenant,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, kind.name());
            statement.setTimestamp(2, Timestamp.from(clock.instant()));
            statement.setString(3, purpose);
            statement.setObject(4, tenant.value());
            statement.setString(5, channel.name());
            return counts(statement);
          }
        });
  }

  private static Map<String, Long> counts(PreparedStatement statement) throws SQLException {
    var counts = new TreeMap<String, Long>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        counts.put(row.getString("reason"), row.getLong("contact_points"));
      }
    }
    return counts;
  }

  Map<ContactPointId, Permission> askAll(
      TenantId tenant,
      Collection<ContactPointId> contactPoints,
      String purpose,
      MessageClass kind) {
    String sql =
        """
        SELECT p.id, r.reason, is_allowed(r.reason) AS allowed, c.event_id
        FROM contact_point p
        LEFT JOIN purpose u ON u.tenant_id = p.tenant_id AND u.key = ?
        LEFT JOIN consent c ON c.tenant_id = p.tenant_id AND c.contact_point_id = p.id
          AND c.purpose_id = u.id
        CROSS JOIN LATERAL (
          SELECT may_we_write(?, c.status, p.mail_block, p.suppressed,
                   has_expired(u.validity_months, u.expiry, c.since, c.used_at, ?), p.trial) AS reason) r
        WHERE p.tenant_id = ? AND p.id = ANY (?)
        """;
    return database.read(
        tenant,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, purpose);
            statement.setString(2, kind.name());
            statement.setTimestamp(3, Timestamp.from(clock.instant()));
            statement.setObject(4, tenant.value());
            statement.setArray(5, Rows.uuids(connection, contactPoints, ContactPointId::value));
            var answers = new HashMap<ContactPointId, Permission>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                answers.put(point(row), Permission.of(row));
              }
            }
            return answers;
          }
        });
  }

  private static ContactPointId point(ResultSet row) throws SQLException {
    return new ContactPointId(row.getObject("id", UUID.class));
  }

  Map<ContactPointId, List<ClassPermission>> everyClass(
      TenantId tenant, Collection<ContactPointId> contactPoints) {
    String sql =
        """
        SELECT p.id, u.key, u.name_de, u.name_en, k.kind, r.reason, is_allowed(r.reason) AS allowed, c.event_id
        FROM contact_point p
        CROSS JOIN unnest(?::text[], ?::boolean[]) WITH ORDINALITY AS k (kind, rests, place)
        LEFT JOIN purpose u ON u.tenant_id = p.tenant_id AND k.rests AND u.archived_at IS NULL
        LEFT JOIN consent c ON c.tenant_id = p.tenant_id AND c.contact_point_id = p.id
          AND c.purpose_id = u.id
        CROSS JOIN LATERAL (
          SELECT may_we_write(k.kind, c.status, p.mail_block, p.suppressed,
                   has_expired(u.validity_months, u.expiry, c.since, c.used_at, ?), p.trial) AS reason) r
        WHERE p.tenant_id = ? AND p.id = ANY (?)
        ORDER BY u.id NULLS LAST, k.place
        """;
    List<MessageClass> kinds = Arrays.asList(MessageClass.values());
    return database.read(
        tenant,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, Rows.texts(connection, kinds, MessageClass::name));
            statement.setArray(
                2,
                connection.createArrayOf(
                    "bool", kinds.stream().map(MessageClass::restsOnConsent).toArray()));
            statement.setTimestamp(3, Timestamp.from(clock.instant()));
            statement.setObject(4, tenant.value());
            statement.setArray(5, Rows.uuids(connection, contactPoints, ContactPointId::value));
            return byPoint(statement);
          }
        });
  }

  private static Map<ContactPointId, List<ClassPermission>> byPoint(PreparedStatement statement)
      throws SQLException {
    var answers = new HashMap<ContactPointId, List<ClassPermission>>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        String german = row.getString("name_de");
        answers
            .computeIfAbsent(point(row), id -> new ArrayList<>())
            .add(
                new ClassPermission(
                    row.getString("key"),
                    german == null ? null : new PurposeName(german, row.getString("name_en")),
                    MessageClass.valueOf(row.getString("kind")),
                    Permission.of(row)));
      }
    }
    return answers;
  }
}

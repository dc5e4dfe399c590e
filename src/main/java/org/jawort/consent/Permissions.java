package org.jawort.consent;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jawort.contact.Channel;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** The door for "may we write?"; the rule itself is the SQL function {@code may_we_write}. */
@Component
public class Permissions {
  private final Database database;

  Permissions(Database database) {
    this.database = database;
  }

  /**
   * May we write to this address now?
   *
   * @param addressKey normalised address
   * @param purpose key of a purpose, such as "newsletter"
   */
  public Permission ask(
      TenantId tenant, Channel channel, String addressKey, String purpose, MessageClass kind) {
    String sql =
        """
        SELECT r.reason, is_allowed(r.reason) AS allowed, c.event_id
        FROM contact_point p
        LEFT JOIN purpose u ON u.tenant_id = p.tenant_id AND u.key = ?
        LEFT JOIN consent c ON c.tenant_id = p.tenant_id AND c.contact_point_id = p.id
          AND c.purpose_id = u.id
        CROSS JOIN LATERAL (SELECT may_we_write(?, c.status, p.mail_block) AS reason) r
        WHERE p.tenant_id = ? AND p.channel = ? AND p.address_key = ?
        """;
    return database.read(
        tenant,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, purpose);
            statement.setString(2, kind.name());
            statement.setObject(3, tenant.value());
            statement.setString(4, channel.name());
            statement.setString(5, addressKey);
            return answer(statement);
          }
        });
  }

  /**
   * Might we have written to this address at a past instant? Answered from the ledger alone, so
   * blocks that no event tells of (a bounce, one set by staff) are left out.
   */
  public Permission askAt(
      TenantId tenant,
      Channel channel,
      String addressKey,
      String purpose,
      MessageClass kind,
      Instant at) {
    String sql =
        """
        SELECT r.reason, is_allowed(r.reason) AS allowed, e.id AS event_id
        FROM contact_point p
        LEFT JOIN purpose u ON u.tenant_id = p.tenant_id AND u.key = ?
        LEFT JOIN LATERAL (
          SELECT e.id, e.status FROM consent_event e
          WHERE e.tenant_id = p.tenant_id AND e.contact_point_id = p.id AND e.purpose_id = u.id
            AND e.at <= ?
          ORDER BY e.id DESC LIMIT 1) e ON true
        CROSS JOIN LATERAL (SELECT may_we_write(?, e.status, NULL) AS reason) r
        WHERE p.tenant_id = ? AND p.channel = ? AND p.address_key = ? AND p.created_at <= ?
        """;
    return database.read(
        tenant,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, purpose);
            statement.setTimestamp(2, Timestamp.from(at));
            statement.setString(3, kind.name());
            statement.setObject(4, tenant.value());
            statement.setString(5, channel.name());
            statement.setString(6, addressKey);
            statement.setTimestamp(7, Timestamp.from(at));
            return answer(statement);
          }
        });
  }

  private static Permission answer(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        return Permission.EXTERNAL_ADDRESS;
      }
      UUID event = row.getObject("event_id", UUID.class);
      return new Permission(
          row.getBoolean("allowed"),
          row.getString("reason"),
          event == null ? null : new EventId(event));
    }
  }
}

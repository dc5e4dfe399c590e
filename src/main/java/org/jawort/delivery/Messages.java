package org.jawort.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.CampaignVersion;
import org.jawort.consent.permission.MessageClass;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door for looking at messages: what was sent to whom, and what came of it. */
@Component
public class Messages {
  private final Database database;
  private final JdbcClient sql;

  Messages(Database database, JdbcClient sql) {
    this.database = database;
    this.sql = sql;
  }

  /** The messages to a contact point, the newest first, at most a hundred. */
  public List<Message> ofContactPoint(TenantId tenant, ContactPointId contactPoint) {
    return database.read(
        tenant,
        connection ->
            sql.sql(
                    """
                    SELECT id, contact_point_id, message_class, campaign_id, campaign_version,
                           status, created_at, attempts, answer, answered_at
                    FROM message
                    WHERE tenant_id = :tenant AND contact_point_id = :contactPoint
                    ORDER BY id DESC LIMIT 100
                    """)
                .param("tenant", tenant.value())
                .param("contactPoint", contactPoint.value())
                .query((row, number) -> message(row))
                .list());
  }

  /** The message, or empty where there is none or its data were erased. */
  public Optional<Message> find(TenantId tenant, MessageId message) {
    return database.read(
        tenant,
        connection ->
            sql.sql(
                    """
                    SELECT id, contact_point_id, message_class, campaign_id, campaign_version,
                           status, created_at, attempts, answer, answered_at
                    FROM message WHERE tenant_id = :tenant AND id = :id
                    """)
                .param("tenant", tenant.value())
                .param("id", message.value())
                .query((row, number) -> message(row))
                .optional());
  }

  /** The mail as sent, byte for byte; empty unless the mail server accepted it. */
  public Optional<byte[]> content(TenantId tenant, MessageId message) {
    return database.read(
        tenant,
        connection ->
            sql.sql(
                    """
                    SELECT raw FROM message_content
                    WHERE tenant_id = :tenant AND message_id = :id
                    """)
                .param("tenant", tenant.value())
                .param("id", message.value())
                .query((row, number) -> row.getBytes("raw"))
                .optional());
  }

  private static Message message(ResultSet row) throws SQLException {
    return new Message(
        new MessageId(row.getObject("id", UUID.class)),
        new ContactPointId(row.getObject("contact_point_id", UUID.class)),
        MessageClass.valueOf(row.getString("message_class")),
        new CampaignVersion(
            row.getObject("campaign_id", UUID.class), row.getInt("campaign_version")),
        MessageStatus.valueOf(row.getString("status")),
        row.getTimestamp("created_at").toInstant(),
        row.getInt("attempts"),
        row.getString("answer"),
        Rows.instant(row, "answered_at"));
  }
}

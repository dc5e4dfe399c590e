package org.jawort.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The mails to a contact point, and what was seen of them. */
@Component
class SentMails {
  /** A scanner may open a link without end. */
  private static final int MOST_FETCHES = 50;

  private static final int MOST_MAILS = 100;

  private final Database database;
  private final JdbcClient jdbc;

  SentMails(Database database, JdbcClient jdbc) {
    this.database = database;
    this.jdbc = jdbc;
  }

  private record FetchOf(UUID message, ContactRecord.Fetch fetch) {}

  /** The newest first. */
  List<ContactRecord.Mail> to(TenantId tenant, ContactPointId contactPoint) {
    return database.read(
        tenant,
        connection -> {
          Map<UUID, List<ContactRecord.Fetch>> fetches = fetches(tenant, contactPoint);
          return mails(tenant, contactPoint, fetches);
        });
  }

  private List<ContactRecord.Mail> mails(
      TenantId tenant, ContactPointId contactPoint, Map<UUID, List<ContactRecord.Fetch>> fetches) {
    String sql =
        """
        SELECT m.id, m.campaign_id, m.status, m.created_at, m.attempts, m.answer, m.answered_at,
               EXISTS (SELECT FROM message_content c
                       WHERE c.tenant_id = m.tenant_id AND c.message_id = m.id) AS shown
        FROM message m
        WHERE m.tenant_id = :tenant AND m.contact_point_id = :contactPoint
        ORDER BY m.id DESC LIMIT :most
        """;
    return jdbc.sql(sql)
        .param("tenant", tenant.value())
        .param("contactPoint", contactPoint.value())
        .param("most", MOST_MAILS)
        .query((row, number) -> mail(row, fetches))
        .list();
  }

  private static ContactRecord.Mail mail(
      ResultSet row, Map<UUID, List<ContactRecord.Fetch>> fetches) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    return new ContactRecord.Mail(
        id,
        row.getObject("campaign_id", UUID.class),
        row.getString("status"),
        row.getTimestamp("created_at").toInstant(),
        row.getInt("attempts"),
        row.getString("answer"),
        Rows.instant(row, "answered_at"),
        row.getBoolean("shown"),
        fetches.getOrDefault(id, List.of()));
  }

  private Map<UUID, List<ContactRecord.Fetch>> fetches(
      TenantId tenant, ContactPointId contactPoint) {
    String sql =
        """
        SELECT f.message_id, f.link_type, f.at, f.user_agent FROM message m
        CROSS JOIN LATERAL (
          SELECT message_id, link_type, at, user_agent, id FROM link_fetch
          WHERE tenant_id = :tenant AND message_id = m.id
          ORDER BY id DESC LIMIT :most) f
        WHERE m.tenant_id = :tenant AND m.contact_point_id = :contactPoint
        ORDER BY f.id DESC
        """;
    return jdbc
        .sql(sql)
        .param("tenant", tenant.value())
        .param("contactPoint", contactPoint.value())
        .param("most", MOST_FETCHES)
        .query(
            (row, number) ->
                new FetchOf(
                    row.getObject("message_id", UUID.class),
                    new ContactRecord.Fetch(
                        row.getString("link_type"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("user_agent"))))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                FetchOf::message, Collectors.mapping(FetchOf::fetch, Collectors.toList())));
  }
}

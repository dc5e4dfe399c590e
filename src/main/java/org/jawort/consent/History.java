package org.jawort.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jawort.consent.purpose.PurposeVersion;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The door for reading the ledger. */
@Component
public class History {
  private final Database database;
  private final JdbcClient jdbc;
  private final JsonMapper json;

  History(Database database, JdbcClient jdbc, JsonMapper json) {
    this.database = database;
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Every event of a contact point, all purposes, oldest first. */
  public List<HistoryEntry> of(TenantId tenant, ContactPointId contactPoint) {
    String sql =
        """
        SELECT e.*, p.key AS purpose, nullif(v.content, '{}') AS content, %s
        FROM consent_event e
        LEFT JOIN purpose p ON p.tenant_id = e.tenant_id AND p.id = e.purpose_id
        LEFT JOIN purpose_version n ON n.tenant_id = e.tenant_id AND n.purpose_id = e.purpose_id
          AND n.version = e.purpose_version
        LEFT JOIN consent_evidence v ON v.tenant_id = e.tenant_id AND v.event_id = e.id
          AND NOT v.restricted
        WHERE e.tenant_id = :tenant AND e.contact_point_id = :contactPoint
        ORDER BY e.id
        """
            .formatted(PurposeVersion.COLUMNS);
    return database.read(
        tenant,
        connection ->
            jdbc.sql(sql)
                .param("tenant", tenant.value())
                .param("contactPoint", contactPoint.value())
                .query((row, number) -> entry(row))
                .list());
  }

  private HistoryEntry entry(ResultSet row) throws SQLException {
    String status = row.getString("status");
    String block = row.getString("mail_block");
    return new HistoryEntry(
        new EventId(row.getObject("id", UUID.class)),
        row.getTimestamp("at").toInstant(),
        EventType.valueOf(row.getString("type")),
        row.getString("purpose"),
        PurposeVersion.of(row),
        status == null ? null : ConsentStatus.valueOf(status),
        new Actor(
            Actor.Kind.valueOf(row.getString("actor")), row.getObject("actor_id", UUID.class)),
        row.getString("source"),
        form(row),
        campaign(row),
        row.getObject("message_id", UUID.class),
        evidence(row.getString("content")),
        block == null ? null : MailBlock.valueOf(block));
  }

  private static @Nullable FormVersion form(ResultSet row) throws SQLException {
    UUID form = row.getObject("form_id", UUID.class);
    return form == null ? null : new FormVersion(form, row.getInt("form_version"));
  }

  private static @Nullable CampaignVersion campaign(ResultSet row) throws SQLException {
    UUID campaign = row.getObject("campaign_id", UUID.class);
    return campaign == null ? null : new CampaignVersion(campaign, row.getInt("campaign_version"));
  }

  private @Nullable Evidence evidence(@Nullable String content) {
    return content == null ? null : json.readValue(content, Evidence.class);
  }
}

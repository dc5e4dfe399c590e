package org.jawort.campaign;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.campaign.template.FoundLinks;
import org.jawort.consent.CampaignVersion;
import org.jawort.consent.permission.MessageClass;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to campaigns. */
@Component
public class Campaigns {
  private final Database database;
  private final JdbcClient sql;

  Campaigns(Database database, JdbcClient sql) {
    this.database = database;
    this.sql = sql;
  }

  /**
   * The version of the confirmation campaign for the given language, the standard one first, asked
   * inside the caller's transaction.
   *
   * @throws IllegalStateException where the language is not active for the tenant
   */
  public CampaignVersion confirmation(Connection connection, TenantId tenant, Language language)
      throws SQLException {
    String question =
        """
        SELECT id, version FROM campaign
        WHERE tenant_id = :tenant AND language = :language AND message_class = 'OPT_IN'
          AND trigger = 'EVENT' AND status = 'READY'
        ORDER BY standard DESC, id LIMIT 1
        """;
    return Rows.sql(connection, question)
        .uuid("tenant", tenant.value())
        .text("language", language.code())
        .first(row -> new CampaignVersion(row.getObject("id", UUID.class), row.getInt("version")))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "tenant %s has no confirmation campaign in %s".formatted(tenant, language)));
  }

  /** All campaigns of a tenant, the oldest first. */
  public List<Campaign> all(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            sql.sql(
                    """
                    SELECT id, name, trigger, status, language, message_class, version
                    FROM campaign WHERE tenant_id = :tenant ORDER BY id
                    """)
                .param("tenant", tenant.value())
                .query((row, number) -> campaign(row))
                .list());
  }

  /** The campaign's name, or empty where there is no such campaign. */
  public Optional<String> name(TenantId tenant, UUID campaign) {
    return database.read(
        tenant,
        connection ->
            sql.sql("SELECT name FROM campaign WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", tenant.value())
                .param("id", campaign)
                .query(String.class)
                .optional());
  }

  /**
   * What is known of the given campaigns, by their ids; those that the tenant does not have are
   * missing.
   */
  public Map<UUID, CampaignFacts> facts(TenantId tenant, Collection<UUID> campaigns) {
    return database.read(
        tenant,
        connection ->
            sql
                .sql(
                    """
                    SELECT c.id, c.name, c.trigger, c.status, c.language, c.message_class,
                           c.version, coalesce(v.body_html, '') AS html,
                           coalesce(v.body_text, '') AS text
                    FROM campaign c
                    LEFT JOIN campaign_version v ON v.tenant_id = c.tenant_id
                      AND v.campaign_id = c.id AND v.version = c.version
                    WHERE c.tenant_id = :tenant AND c.id = ANY (:ids)
                    """)
                .param("tenant", tenant.value())
                .param("ids", campaigns.toArray(UUID[]::new))
                .query((row, number) -> facts(row))
                .list()
                .stream()
                .collect(Collectors.toMap(facts -> facts.id().value(), facts -> facts)));
  }

  /**
   * Keeps the campaigns as they are until the caller's transaction ends, so that what it was told
   * of them stays true; whoever would change them waits.
   */
  public void hold(Connection connection, TenantId tenant, Collection<UUID> campaigns)
      throws SQLException {
    String question =
        """
        SELECT FROM campaign WHERE tenant_id = :tenant AND id = ANY (:campaigns) ORDER BY id
          FOR SHARE
        """;
    Rows.batch(connection, question, campaigns)
        .uuid("tenant", tenant.value())
        .uuids("campaigns", id -> id)
        .execute();
  }

  private static CampaignFacts facts(ResultSet row) throws SQLException {
    Campaign campaign = campaign(row);
    return new CampaignFacts(
        campaign.id(),
        campaign.name(),
        campaign.trigger(),
        campaign.status(),
        campaign.language(),
        campaign.messageClass(),
        campaign.version(),
        FoundLinks.in(row.getString("html"), row.getString("text")));
  }

  static Campaign campaign(ResultSet row) throws SQLException {
    return new Campaign(
        new CampaignId(row.getObject("id", UUID.class)),
        row.getString("name"),
        Campaign.Trigger.valueOf(row.getString("trigger")),
        Campaign.Status.valueOf(row.getString("status")),
        Language.ofCode(row.getString("language")),
        MessageClass.valueOf(row.getString("message_class")),
        row.getInt("version"));
  }
}

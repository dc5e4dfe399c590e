package org.jawort.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jawort.campaign.template.Content;
import org.jawort.campaign.template.Contents;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door for writing campaigns; two may write at once, and neither loses anything. */
@Component
public class Drafts {
  private final Database database;
  private final JdbcClient sql;
  private final Ids ids;
  private final InstantSource clock;

  Drafts(Database database, JdbcClient sql, Ids ids, InstantSource clock) {
    this.database = database;
    this.sql = sql;
    this.ids = ids;
    this.clock = clock;
  }

  /** What is in work of the campaign; empty where nothing is, or there is no such campaign. */
  public Optional<Draft> find(TenantId tenant, CampaignId campaign) {
    return database.read(
        tenant,
        connection ->
            sql.sql(
                    """
                    SELECT c.id, c.name, c.trigger, c.status, c.language, c.message_class, c.version,
                           d.*
                    FROM campaign c
                    JOIN campaign_draft d ON d.tenant_id = c.tenant_id AND d.campaign_id = c.id
                    WHERE c.tenant_id = :tenant AND c.id = :id
                    """)
                .param("tenant", tenant.value())
                .param("id", campaign.value())
                .query((row, number) -> draft(row))
                .optional());
  }

  private static Draft draft(ResultSet row) throws SQLException {
    UUID by = Rows.uuid(row, "changed_by");
    return new Draft(
        Campaigns.campaign(row),
        Contents.read(row),
        row.getInt("revision"),
        row.getTimestamp("changed_at").toInstant(),
        by == null ? null : new UserId(by));
  }

  /** Begins a campaign. */
  public CampaignId create(TenantId tenant, Heading heading, Content content, UserId by) {
    return database.write(
        tenant,
        connection -> {
          UUID campaign = ids.next();
          sql.sql(
                  """
                  INSERT INTO campaign (tenant_id, id, name, trigger, status, language,
                                        message_class, version, created_at)
                  VALUES (:tenant, :id, :name, :trigger, 'DRAFT', :language, :messageClass, 0,
                          :createdAt)
                  """)
              .param("tenant", tenant.value())
              .param("id", campaign)
              .param("name", heading.name())
              .param("trigger", heading.trigger().name())
              .param("language", heading.language().code())
              .param("messageClass", heading.messageClass().name())
              .param("createdAt", Timestamp.from(clock.instant()))
              .update();
          insert(tenant, campaign, content, by);
          return new CampaignId(campaign);
        });
  }

  /** Puts content in work, inside the running transaction. */
  void insert(TenantId tenant, UUID campaign, Content content, UserId by) {
    sql.sql(
            """
            INSERT INTO campaign_draft (tenant_id, campaign_id, revision, changed_at, changed_by, %s)
            VALUES (:tenant, :campaign, 1, :now, :by, %s)
            """
                .formatted(Contents.COLUMNS, Contents.VALUES))
        .params(Contents.parameters(content))
        .param("tenant", tenant.value())
        .param("campaign", campaign)
        .param("now", Timestamp.from(clock.instant()))
        .param("by", by.value())
        .update();
  }

  /**
   * Begins a campaign with the content of another: what is in work of it, or else what is sent.
   *
   * @return empty where there is no such campaign
   */
  public Optional<CampaignId> copy(TenantId tenant, CampaignId campaign, String name, UserId by) {
    return database.write(
        tenant,
        connection ->
            sql.sql(
                    """
                    SELECT c.id, c.name, c.trigger, c.status, c.language, c.message_class, c.version,
                           b.*
                    FROM campaign c
                    CROSS JOIN LATERAL (
                      SELECT %1$s FROM (
                        SELECT %1$s, 1 AS place FROM campaign_draft d
                        WHERE d.tenant_id = c.tenant_id AND d.campaign_id = c.id
                        UNION ALL SELECT %1$s, 2 FROM campaign_version v
                        WHERE v.tenant_id = c.tenant_id AND v.campaign_id = c.id
                          AND v.version = c.version) o
                      ORDER BY place LIMIT 1) b
                    WHERE c.tenant_id = :tenant AND c.id = :id
                    """
                        .formatted(Contents.COLUMNS))
                .param("tenant", tenant.value())
                .param("id", campaign.value())
                .query((row, number) -> copied(row, tenant, name, by))
                .optional());
  }

  private CampaignId copied(ResultSet row, TenantId tenant, String name, UserId by)
      throws SQLException {
    Campaign from = Campaigns.campaign(row);
    var heading = new Heading(name, from.trigger(), from.language(), from.messageClass());
    return create(tenant, heading, Contents.read(row), by);
  }

  /**
   * Saves a draft.
   *
   * @param revision what the author had before them
   * @param heading of a campaign that was ready once, all but the name is fixed: what was sent has
   *     been read in its language and judged by its class
   */
  public SavingOutcome save(
      TenantId tenant,
      CampaignId campaign,
      int revision,
      Heading heading,
      Content content,
      UserId by) {
    return database.write(
        tenant,
        connection -> {
          int saved = update(tenant, campaign, revision, content, by);
          if (saved == 0) {
            return find(tenant, campaign)
                .<SavingOutcome>map(SavingOutcome.Overtaken::new)
                .orElseGet(SavingOutcome.NoDraft::new);
          }
          rename(tenant, campaign, heading);
          return new SavingOutcome.Saved(revision + 1);
        });
  }

  private int update(
      TenantId tenant, CampaignId campaign, int revision, Content content, UserId by) {
    return sql.sql(
            """
            UPDATE campaign_draft
            SET revision = revision + 1, changed_at = :now, changed_by = :by, (%s) = (%s)
            WHERE tenant_id = :tenant AND campaign_id = :campaign AND revision = :revision
            """
                .formatted(Contents.COLUMNS, Contents.VALUES))
        .params(Contents.parameters(content))
        .param("tenant", tenant.value())
        .param("campaign", campaign.value())
        .param("revision", revision)
        .param("now", Timestamp.from(clock.instant()))
        .param("by", by.value())
        .update();
  }

  private void rename(TenantId tenant, CampaignId campaign, Heading heading) {
    sql.sql(
            """
            UPDATE campaign
            SET name = :name,
                trigger = CASE WHEN version = 0 THEN :trigger ELSE trigger END,
                language = CASE WHEN version = 0 THEN :language ELSE language END,
                message_class = CASE WHEN version = 0 THEN :class ELSE message_class END
            WHERE tenant_id = :tenant AND id = :campaign
            """)
        .param("tenant", tenant.value())
        .param("campaign", campaign.value())
        .param("name", heading.name())
        .param("trigger", heading.trigger().name())
        .param("language", heading.language().code())
        .param("class", heading.messageClass().name())
        .update();
  }
}

package org.jawort.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds campaigns for those who look for them. */
@Component
public class CampaignList {
  /** Entries on a page. */
  public static final int SIZE = 50;

  private final Database database;
  private final JdbcClient sql;

  CampaignList(Database database, JdbcClient sql) {
    this.database = database;
    this.sql = sql;
  }

  /**
   * Which campaigns are meant.
   *
   * @param status without one, all but the archived ones
   * @param text part of the name or the subject, or empty
   */
  public record Filter(
      Optional<Campaign.Trigger> trigger,
      Optional<Campaign.Status> status,
      Optional<Language> language,
      String text) {}

  /**
   * An entry.
   *
   * @param subject of what is in work, or else of what is sent; as far as it can be read
   * @param inWork whether something of it is in work
   * @param changedAt when somebody last wrote at it
   */
  public record Entry(Campaign campaign, String subject, boolean inWork, Instant changedAt) {}

  /**
   * The newest campaigns that fit, one more than a page where there are more.
   *
   * @param before only those older than this one, or null
   */
  public List<Entry> page(TenantId tenant, Filter filter, @Nullable CampaignId before) {
    return database.read(
        tenant,
        connection ->
            sql.sql(
                    """
                    SELECT c.*, coalesce(d.subject, v.subject, '') AS subject,
                           d.campaign_id IS NOT NULL AS in_work,
                           coalesce(d.changed_at, v.created_at, c.created_at) AS changed_at
                    FROM campaign c
                    LEFT JOIN campaign_draft d ON d.tenant_id = c.tenant_id AND d.campaign_id = c.id
                    LEFT JOIN campaign_version v ON v.tenant_id = c.tenant_id
                      AND v.campaign_id = c.id AND v.version = c.version
                    WHERE c.tenant_id = :tenant
                      AND (:trigger::text IS NULL OR c.trigger = :trigger)
                      AND CASE WHEN :status::text IS NULL THEN c.status <> 'ARCHIVED'
                          ELSE c.status = :status END
                      AND (:language::text IS NULL OR c.language = :language)
                      AND (:text = '' OR strpos(lower(c.name), lower(:text)) > 0
                        OR strpos(lower(coalesce(d.subject, v.subject)), lower(:text)) > 0)
                      AND (:before::uuid IS NULL OR c.id < :before::uuid)
                    ORDER BY c.id DESC LIMIT :most
                    """)
                .param("tenant", tenant.value())
                .param("trigger", filter.trigger().map(Enum::name).orElse(null))
                .param("status", filter.status().map(Enum::name).orElse(null))
                .param("language", filter.language().map(Language::code).orElse(null))
                .param("text", filter.text().strip())
                .param("before", before == null ? null : before.toString())
                .param("most", SIZE + 1)
                .query((row, number) -> entry(row))
                .list());
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        Campaigns.campaign(row),
        readable(row.getString("subject")),
        row.getBoolean("in_work"),
        row.getTimestamp("changed_at").toInstant());
  }

  /** What stands in the subject of most mails, with dots for what is filled in. */
  static String readable(String subject) {
    return subject
        .replaceAll("(?s)\\{%\\s*if\\b.*?%}.*?\\{%\\s*else\\s*%}", "")
        .replaceAll("(?s)\\{%.*?%}|\\{#.*?#}", "")
        .replaceAll("(?s)\\{\\{.*?}}", "…")
        .strip();
  }

  /** A campaign; empty where the tenant has none of that id. */
  public Optional<Campaign> find(TenantId tenant, UUID id) {
    return database.read(
        tenant,
        connection ->
            sql.sql(
                    """
                    SELECT id, name, trigger, status, language, message_class, version
                    FROM campaign WHERE tenant_id = :tenant AND id = :id
                    """)
                .param("tenant", tenant.value())
                .param("id", id)
                .query((row, number) -> Campaigns.campaign(row))
                .optional());
  }
}

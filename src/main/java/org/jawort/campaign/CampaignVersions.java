package org.jawort.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.campaign.template.Content;
import org.jawort.campaign.template.Contents;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to what was made ready, version by version; none is ever changed (S1-10). */
@Component
public class CampaignVersions {
  private final Database database;
  private final JdbcClient sql;

  CampaignVersions(Database database, JdbcClient sql) {
    this.database = database;
    this.sql = sql;
  }

  /**
   * A frozen version.
   *
   * @param madeBy who made it ready; null for what came with the program
   */
  public record Version(int number, Content content, Instant madeAt, @Nullable UserId madeBy) {}

  /** All versions of a campaign, the newest first. */
  public List<Version> of(TenantId tenant, CampaignId campaign) {
    return database.read(
        tenant,
        connection ->
            sql.sql(
                    """
                    SELECT * FROM campaign_version
                    WHERE tenant_id = :tenant AND campaign_id = :campaign ORDER BY version DESC
                    """)
                .param("tenant", tenant.value())
                .param("campaign", campaign.value())
                .query((row, number) -> version(row))
                .list());
  }

  /** One of them; empty where there is none of that number. */
  public Optional<Version> find(TenantId tenant, CampaignId campaign, int version) {
    return of(tenant, campaign).stream().filter(one -> one.number() == version).findFirst();
  }

  private static Version version(ResultSet row) throws SQLException {
    UUID by = Rows.uuid(row, "made_by");
    return new Version(
        row.getInt("version"),
        Contents.read(row),
        row.getTimestamp("created_at").toInstant(),
        by == null ? null : new UserId(by));
  }
}

package org.jawort.optin.process;

import java.util.List;
import java.util.stream.Stream;
import org.jawort.campaign.CampaignId;
import org.jawort.campaign.CampaignUse;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells what sends a campaign: processes that are active, old versions that somebody is still under
 * way on, and whatever asks with it of its own choice.
 */
@Component
class CampaignsInUse implements CampaignUse {
  private final Database database;
  private final JdbcClient jdbc;
  private final List<AskingMailUse> choices;

  CampaignsInUse(Database database, JdbcClient jdbc, List<AskingMailUse> choices) {
    this.database = database;
    this.jdbc = jdbc;
    this.choices = choices;
  }

  @Override
  public List<String> activeUses(TenantId tenant, CampaignId campaign) {
    return Stream.concat(
            processes(tenant, campaign).stream(),
            choices.stream().flatMap(one -> one.askingWith(tenant, campaign.value()).stream()))
        .toList();
  }

  private List<String> processes(TenantId tenant, CampaignId campaign) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT DISTINCT p.name FROM opt_in_process p
                    JOIN opt_in_process_version v
                      ON v.tenant_id = p.tenant_id AND v.process_id = p.id
                    WHERE p.tenant_id = :tenant
                      AND jsonb_path_exists(v.steps, '$[*] ? (@.campaign == $id)',
                                            jsonb_build_object('id', :campaign::text))
                      AND (p.status = 'ACTIVE' AND v.version = p.version OR EXISTS (
                        SELECT FROM run r
                        WHERE r.tenant_id = p.tenant_id AND r.process_id = p.id
                          AND r.process_version = v.version AND r.ended_at IS NULL))
                    ORDER BY p.name
                    """)
                .param("tenant", tenant.value())
                .param("campaign", campaign.value().toString())
                .query(String.class)
                .list());
  }
}

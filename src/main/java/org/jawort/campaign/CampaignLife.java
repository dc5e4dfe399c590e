package org.jawort.campaign;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jawort.campaign.template.CampaignProblem;
import org.jawort.campaign.template.Content;
import org.jawort.campaign.template.Contents;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to a campaign's life: draft, ready, in work again, archived (S1-10). */
@Component
public class CampaignLife {
  private final Database database;
  private final JdbcClient sql;
  private final Tenants tenants;
  private final Drafts drafts;
  private final CampaignVersions campaignVersions;
  private final Checks checks;
  private final List<CampaignUse> users;
  private final InstantSource clock;

  CampaignLife(
      Database database,
      JdbcClient sql,
      Tenants tenants,
      Drafts drafts,
      CampaignVersions campaignVersions,
      Checks checks,
      List<CampaignUse> users,
      InstantSource clock) {
    this.database = database;
    this.sql = sql;
    this.tenants = tenants;
    this.drafts = drafts;
    this.campaignVersions = campaignVersions;
    this.checks = checks;
    this.users = users;
    this.clock = clock;
  }

  /**
   * Freezes the draft as the next version, which is sent from now on.
   *
   * @param revision what the author had before them
   */
  public ReadyingOutcome makeReady(TenantId tenant, CampaignId campaign, int revision, UserId by) {
    return database.write(
        tenant,
        connection -> {
          Optional<Campaign> locked = lock(tenant, campaign);
          Optional<Draft> draft = drafts.find(tenant, campaign);
          if (locked.isEmpty() || draft.isEmpty()) {
            return new ReadyingOutcome.NoDraft();
          }
          if (draft.get().revision() != revision) {
            return new ReadyingOutcome.Overtaken();
          }
          List<CampaignProblem> lacks = checks.of(tenants.find(tenant), draft.get());
          return lacks.isEmpty()
              ? new ReadyingOutcome.Ready(freeze(tenant, draft.get(), by))
              : new ReadyingOutcome.Lacking(lacks);
        });
  }

  private int freeze(TenantId tenant, Draft draft, UserId by) {
    int version = nextVersion(tenant, draft.campaign().id());
    sql.sql(
            """
            INSERT INTO campaign_version (tenant_id, campaign_id, version, created_at, made_by, %s)
            VALUES (:tenant, :campaign, :version, :now, :by, %s)
            """
                .formatted(Contents.COLUMNS, Contents.VALUES))
        .params(Contents.parameters(draft.content()))
        .param("tenant", tenant.value())
        .param("campaign", draft.campaign().id().value())
        .param("version", version)
        .param("now", Timestamp.from(clock.instant()))
        .param("by", by.value())
        .update();
    deleteDraft(tenant, draft.campaign().id());
    sql.sql(
            """
            UPDATE campaign SET status = 'READY', version = :version
            WHERE tenant_id = :tenant AND id = :id
            """)
        .param("version", version)
        .param("tenant", tenant.value())
        .param("id", draft.campaign().id().value())
        .update();
    return version;
  }

  private int nextVersion(TenantId tenant, CampaignId campaign) {
    return sql.sql(
            """
            SELECT coalesce(max(version), 0) + 1 FROM campaign_version
            WHERE tenant_id = :tenant AND campaign_id = :id
            """)
        .param("tenant", tenant.value())
        .param("id", campaign.value())
        .query(Integer.class)
        .single();
  }

  /** Puts what is sent in work again; it goes on being sent meanwhile. */
  public CampaignStatusOutcome workAgain(TenantId tenant, CampaignId campaign, UserId by) {
    return changed(
        tenant,
        campaign,
        found ->
            found.status() == Campaign.Status.READY && drafts.find(tenant, campaign).isEmpty()
                ? begin(tenant, found, by)
                : new CampaignStatusOutcome.NotNow());
  }

  private CampaignStatusOutcome begin(TenantId tenant, Campaign campaign, UserId by) {
    Content sent =
        campaignVersions.find(tenant, campaign.id(), campaign.version()).orElseThrow().content();
    drafts.insert(tenant, campaign.id().value(), sent, by);
    return new CampaignStatusOutcome.Done();
  }

  /** Takes it back, so that nothing more is sent of it; refused while something uses it. */
  public CampaignStatusOutcome setBack(TenantId tenant, CampaignId campaign, UserId by) {
    return changed(
        tenant,
        campaign,
        found -> {
          if (found.status() != Campaign.Status.READY) {
            return new CampaignStatusOutcome.NotNow();
          }
          return unused(
              tenant,
              campaign,
              () -> {
                if (drafts.find(tenant, campaign).isEmpty()) {
                  begin(tenant, found, by);
                }
                setStatus(tenant, campaign, Campaign.Status.DRAFT);
              });
        });
  }

  /** Puts it aside; refused while something uses it. */
  public CampaignStatusOutcome archive(TenantId tenant, CampaignId campaign) {
    return changed(
        tenant,
        campaign,
        found ->
            found.status() == Campaign.Status.ARCHIVED
                ? new CampaignStatusOutcome.NotNow()
                : unused(
                    tenant, campaign, () -> setStatus(tenant, campaign, Campaign.Status.ARCHIVED)));
  }

  /** Takes it out of the archive, as what it was. */
  public CampaignStatusOutcome restore(TenantId tenant, CampaignId campaign) {
    return changed(
        tenant,
        campaign,
        found -> {
          if (found.status() != Campaign.Status.ARCHIVED) {
            return new CampaignStatusOutcome.NotNow();
          }
          setStatus(
              tenant,
              campaign,
              found.version() > 0 ? Campaign.Status.READY : Campaign.Status.DRAFT);
          return new CampaignStatusOutcome.Done();
        });
  }

  /**
   * Throws away what is in work; with it the whole campaign, where it never was ready. What was
   * sent stays.
   */
  public CampaignStatusOutcome deleteDraft(TenantId tenant, CampaignId campaign, int revision) {
    return changed(
        tenant,
        campaign,
        found -> {
          Optional<Draft> draft = drafts.find(tenant, campaign);
          if (draft.isEmpty() || draft.get().revision() != revision) {
            return new CampaignStatusOutcome.NotNow();
          }
          return found.version() > 0
              ? discard(tenant, found)
              : unused(tenant, campaign, () -> delete(tenant, campaign));
        });
  }

  private CampaignStatusOutcome discard(TenantId tenant, Campaign campaign) {
    deleteDraft(tenant, campaign.id());
    if (campaign.status() == Campaign.Status.DRAFT) {
      setStatus(tenant, campaign.id(), Campaign.Status.ARCHIVED);
    }
    return new CampaignStatusOutcome.Done();
  }

  private void delete(TenantId tenant, CampaignId campaign) {
    sql.sql("DELETE FROM campaign WHERE tenant_id = :tenant AND id = :id AND version = 0")
        .param("tenant", tenant.value())
        .param("id", campaign.value())
        .update();
  }

  private void deleteDraft(TenantId tenant, CampaignId campaign) {
    sql.sql("DELETE FROM campaign_draft WHERE tenant_id = :tenant AND campaign_id = :id")
        .param("tenant", tenant.value())
        .param("id", campaign.value())
        .update();
  }

  private void setStatus(TenantId tenant, CampaignId campaign, Campaign.Status status) {
    sql.sql("UPDATE campaign SET status = :status WHERE tenant_id = :tenant AND id = :id")
        .param("status", status.name())
        .param("tenant", tenant.value())
        .param("id", campaign.value())
        .update();
  }

  /** What uses the campaign right now. */
  public List<String> uses(TenantId tenant, CampaignId campaign) {
    return users.stream().flatMap(user -> user.activeUses(tenant, campaign).stream()).toList();
  }

  private CampaignStatusOutcome unused(TenantId tenant, CampaignId campaign, Runnable act) {
    List<String> uses = uses(tenant, campaign);
    if (!uses.isEmpty()) {
      return new CampaignStatusOutcome.InUse(uses);
    }
    act.run();
    return new CampaignStatusOutcome.Done();
  }

  private interface Act {
    CampaignStatusOutcome on(Campaign campaign);
  }

  private CampaignStatusOutcome changed(TenantId tenant, CampaignId campaign, Act act) {
    return database.write(
        tenant,
        connection ->
            lock(tenant, campaign).map(act::on).orElseGet(CampaignStatusOutcome.NotNow::new));
  }

  private Optional<Campaign> lock(TenantId tenant, CampaignId campaign) {
    return sql.sql(
            """
            SELECT id, name, trigger, status, language, message_class, version FROM campaign
            WHERE tenant_id = :tenant AND id = :id FOR UPDATE
            """)
        .param("tenant", tenant.value())
        .param("id", campaign.value())
        .query((row, number) -> Campaigns.campaign(row))
        .optional();
  }
}

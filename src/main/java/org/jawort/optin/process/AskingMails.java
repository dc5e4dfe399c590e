package org.jawort.optin.process;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jawort.campaign.Campaign;
import org.jawort.campaign.Campaigns;
import org.jawort.optin.step.CampaignOffer;
import org.jawort.optin.step.Step;
import org.jawort.optin.step.StepSurroundings;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** The campaigns that may ask for a confirmation in place of the one of the active process. */
@Component
public class AskingMails {
  private static final String ASKS = "send";

  private final Campaigns campaigns;
  private final ProcessReferences references;

  AskingMails(Campaigns campaigns, ProcessReferences references) {
    this.campaigns = campaigns;
    this.references = references;
  }

  /** All that somebody might choose, those that suit first; archived ones are left out. */
  public List<CampaignOffer> offers(TenantId tenant, Language language) {
    return offers(references.aroundAll(tenant, language));
  }

  /** Whether it is ready, and asks in that language with a link to confirm by. */
  public boolean suits(TenantId tenant, Language language, UUID campaign) {
    return offers(references.around(tenant, language, asking(campaign))).stream()
        .anyMatch(CampaignOffer::suits);
  }

  /** Keeps the campaign as it is until the caller's transaction ends. */
  public void hold(Connection connection, TenantId tenant, UUID campaign) throws SQLException {
    campaigns.hold(connection, tenant, List.of(campaign));
  }

  private static List<CampaignOffer> offers(StepSurroundings around) {
    return around.campaigns().values().stream()
        .filter(facts -> facts.status() != Campaign.Status.ARCHIVED)
        .map(facts -> CampaignOffer.of(facts, asking(facts.id().value()), ASKS, around))
        .sorted()
        .toList();
  }

  /** As it would ask in the standard process. */
  private static List<Step> asking(UUID campaign) {
    return ActiveProcesses.standard(campaign);
  }
}

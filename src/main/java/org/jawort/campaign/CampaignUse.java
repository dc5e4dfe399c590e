package org.jawort.campaign;

import java.util.List;
import org.jawort.platform.TenantId;

/** Tells where a campaign is in use; owned here, done by the rooms that use campaigns. */
public interface CampaignUse {
  /** Names what uses the campaign right now, such as active processes; empty where nothing does. */
  List<String> activeUses(TenantId tenant, CampaignId campaign);
}

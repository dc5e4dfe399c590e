package org.jawort.campaign;

import java.util.List;
import org.jawort.platform.TenantId;

/**
 * Who relies on campaigns; owned here, told by the rooms above. A campaign that somebody relies on
 * may be neither set back to draft nor deleted.
 */
public interface CampaignUse {
  /**
   * The names of what relies on the campaign now, as staff know them; empty where nothing does.
   *
   * <p>Asked inside the transaction that is to change the campaign, after its row was locked: who
   * begins to rely on a campaign holds that row ({@link Campaigns#hold}).
   */
  List<String> activeUses(TenantId tenant, CampaignId campaign);
}

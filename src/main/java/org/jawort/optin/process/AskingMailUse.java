package org.jawort.optin.process;

import java.util.List;
import java.util.UUID;
import org.jawort.platform.TenantId;

/** Who asks with a campaign of their own choice; owned here, told by the rooms above. */
public interface AskingMailUse {
  /**
   * The names of what asks with the campaign now, as staff know them; empty where nothing does.
   * Asked as {@link org.jawort.campaign.CampaignUse} says.
   */
  List<String> askingWith(TenantId tenant, UUID campaign);
}

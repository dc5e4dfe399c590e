package org.jawort.campaign;

import java.util.List;

/** What became of a change of a campaign's status. */
public sealed interface CampaignStatusOutcome {
  /** It is done. */
  record Done() implements CampaignStatusOutcome {}

  /** Something uses the campaign and would be left without. */
  record InUse(List<String> uses) implements CampaignStatusOutcome {
    /** Copies the list. */
    public InUse {
      uses = List.copyOf(uses);
    }
  }

  /** The campaign is not in a status from which this can be done, or there is none. */
  record NotNow() implements CampaignStatusOutcome {}
}

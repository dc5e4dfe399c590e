package org.jawort.campaign;

import java.util.List;
import org.jawort.campaign.template.CampaignProblem;

/** What became of making a draft ready. */
public sealed interface ReadyingOutcome {
  /** It is frozen as this version and will be sent from now on. */
  record Ready(int version) implements ReadyingOutcome {}

  /** It stays a draft; all of this is missing. */
  record Lacking(List<CampaignProblem> lacks) implements ReadyingOutcome {
    /** Copies the list. */
    public Lacking {
      lacks = List.copyOf(lacks);
    }
  }

  /** Somebody changed it in between. */
  record Overtaken() implements ReadyingOutcome {}

  /** Nothing of this campaign is in work, or there is no such campaign. */
  record NoDraft() implements ReadyingOutcome {}
}

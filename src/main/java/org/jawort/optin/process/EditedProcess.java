package org.jawort.optin.process;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.campaign.Campaign;
import org.jawort.optin.step.CampaignOffer;
import org.jawort.optin.step.ProcessCheck;
import org.jawort.optin.step.ProcessProblem;
import org.jawort.optin.step.Step;
import org.jawort.optin.step.StepSurroundings;

/**
 * A process that somebody works on, as it is at one moment: its draft, and all that its steps may
 * name.
 *
 * @param underWay how many are on their way through it, in whatever version; trials left out
 */
public record EditedProcess(
    OptInProcess process, ProcessDraft draft, StepSurroundings around, long underWay) {
  /** The steps of the draft. */
  public List<Step> steps() {
    return draft.steps();
  }

  /** Everything that is wrong with them at once, each beside its step. */
  public List<ProcessProblem> problems() {
    return ProcessCheck.problems(steps(), around);
  }

  /** What the ids in them are called; what is gone is missing. */
  public Map<UUID, String> names() {
    return around.names();
  }

  /** The campaigns that a step may send, those that suit it first; archived ones are left out. */
  public List<CampaignOffer> offers(Step.SendCampaign step) {
    return around.campaigns().values().stream()
        .filter(facts -> facts.status() != Campaign.Status.ARCHIVED)
        .map(facts -> CampaignOffer.of(facts, steps(), step.id(), around))
        .sorted()
        .toList();
  }
}

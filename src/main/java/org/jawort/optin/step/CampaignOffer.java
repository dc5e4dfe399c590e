package org.jawort.optin.step;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jawort.campaign.CampaignFacts;
import org.jawort.optin.step.ProcessProblem.Code;

/**
 * A campaign that somebody may choose for a step.
 *
 * @param against why it does not suit; empty where it does
 */
public record CampaignOffer(UUID campaign, String name, List<Phrase> against)
    implements Comparable<CampaignOffer> {
  private static final Comparator<CampaignOffer> ORDER =
      Comparator.<CampaignOffer, Boolean>comparing(offer -> !offer.suits())
          .thenComparing(CampaignOffer::name, String.CASE_INSENSITIVE_ORDER)
          .thenComparing(CampaignOffer::campaign);

  /** What is wrong with the campaign, and not with the way that leads to it. */
  private static final Set<Code> OF_THE_CAMPAIGN =
      EnumSet.of(
          Code.CAMPAIGN_NOT_EVENT,
          Code.CAMPAIGN_NOT_READY,
          Code.CAMPAIGN_LANGUAGE,
          Code.CAMPAIGN_NO_LINK,
          Code.CAMPAIGN_CLASS,
          Code.ASKED_AGAIN,
          Code.ASKED_IN_VAIN,
          Code.REMINDERS);

  /** Copies the reasons. */
  public CampaignOffer {
    against = List.copyOf(against);
  }

  /** Whether it may be used here. */
  public boolean suits() {
    return against.isEmpty();
  }

  /** What speaks for and against the campaign, if the step sent it. */
  public static CampaignOffer of(
      CampaignFacts facts, List<Step> steps, String step, StepSurroundings around) {
    UUID id = facts.id().value();
    List<Step> tried = Editing.set(steps, new Step.SendCampaign(step, id, null)).orElse(List.of());
    return new CampaignOffer(
        id,
        facts.name(),
        ProcessCheck.problems(tried, around).stream()
            .filter(problem -> step.equals(problem.step()))
            .filter(problem -> OF_THE_CAMPAIGN.contains(problem.code()))
            .map(ProcessProblem::words)
            .toList());
  }

  @Override
  public int compareTo(CampaignOffer other) {
    return ORDER.compare(this, other);
  }
}

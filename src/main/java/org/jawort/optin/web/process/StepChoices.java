package org.jawort.optin.web.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.optin.process.EditedProcess;
import org.jawort.optin.step.CampaignOffer;
import org.jawort.optin.step.Step;

/** What can be chosen in the settings of a step. */
final class StepChoices {
  private StepChoices() {}

  /**
   * What one step may be set to; empty where its kind does not ask for it.
   *
   * @param campaigns those that suit first
   * @param others groups, fields or members of staff, by their ids
   * @param ends what the step may become, if it is an end
   */
  record Choices(List<CampaignOffer> campaigns, Map<String, String> others, List<String> ends) {
    /** Those that may be used. */
    public List<CampaignOffer> suiting() {
      return campaigns.stream().filter(CampaignOffer::suits).toList();
    }

    /** Those that may not, with the reason. */
    public List<CampaignOffer> unfit() {
      return campaigns.stream().filter(offer -> !offer.suits()).toList();
    }

    boolean knows(String id) {
      return others.containsKey(id)
          || campaigns.stream().anyMatch(offer -> offer.campaign().toString().equals(id));
    }
  }

  static Choices of(EditedProcess edited, Step step) {
    return switch (step) {
      case Step.SendCampaign s -> new Choices(edited.offers(s), Map.of(), List.of());
      case Step.AddToGroup s -> others(edited.around().groups());
      case Step.RemoveFromGroup s -> others(edited.around().groups());
      case Step.SetField s -> others(edited.around().fields());
      case Step.NotifyStaff s -> others(edited.around().staff());
      default -> new Choices(List.of(), Map.of(), ends(step));
    };
  }

  private static Choices others(Map<UUID, String> named) {
    var others = new LinkedHashMap<String, String>();
    named.forEach((id, name) -> others.put(id.toString(), name));
    return new Choices(List.of(), others, List.of());
  }

  private static List<String> ends(Step step) {
    return step.exits().isEmpty() ? List.of("COMPLETE", "UNSUBSCRIBE", "ERASE", "END") : List.of();
  }
}

package org.jawort.optin.web.process;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.contact.group.ContactGroup;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomField;
import org.jawort.contact.group.CustomFields;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.step.CampaignOffer;
import org.jawort.optin.step.Step;
import org.jawort.platform.Language;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Component;

/** What can be chosen in the settings of a step. */
@Component
class StepChoices {
  private final OptInProcesses processes;
  private final ContactGroups groups;
  private final CustomFields fields;

  StepChoices(OptInProcesses processes, ContactGroups groups, CustomFields fields) {
    this.processes = processes;
    this.groups = groups;
    this.fields = fields;
  }

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

  Choices of(Acting acting, Language language, List<Step> steps, Step step) {
    return switch (step) {
      case Step.SendCampaign s ->
          new Choices(
              processes.offers(acting.tenant(), language, steps, s.id()), Map.of(), List.of());
      case Step.AddToGroup s -> others(groups(acting));
      case Step.RemoveFromGroup s -> others(groups(acting));
      case Step.SetField s -> others(fields(acting));
      case Step.NotifyStaff s -> others(staff(acting));
      default -> new Choices(List.of(), Map.of(), ends(step));
    };
  }

  private static Choices others(Map<String, String> others) {
    return new Choices(List.of(), others, List.of());
  }

  private static List<String> ends(Step step) {
    return step.exits().isEmpty() ? List.of("COMPLETE", "UNSUBSCRIBE", "ERASE", "END") : List.of();
  }

  private Map<String, String> groups(Acting acting) {
    return groups.all(acting.tenant()).stream()
        .collect(
            Collectors.toMap(
                group -> group.id().toString(),
                ContactGroup::name,
                (one, other) -> one,
                LinkedHashMap::new));
  }

  private Map<String, String> fields(Acting acting) {
    return fields.all(acting.tenant()).stream()
        .collect(
            Collectors.toMap(
                field -> field.id().toString(),
                CustomField::name,
                (one, other) -> one,
                LinkedHashMap::new));
  }

  private Map<String, String> staff(Acting acting) {
    var staff = new LinkedHashMap<String, String>();
    processes.staff(acting.tenant()).entrySet().stream()
        .sorted(Map.Entry.<UUID, String>comparingByValue(Comparator.naturalOrder()))
        .forEach(one -> staff.put(one.getKey().toString(), one.getValue()));
    return staff;
  }
}

package org.jawort.optin.step;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jawort.campaign.CampaignFacts;
import org.jawort.contact.group.CustomField;
import org.jawort.platform.Language;

/**
 * What a process relies on; groups, fields and staff with what they are called.
 *
 * @param campaigns at least those of the tenant among the ones that it names
 * @param groups all of the tenant
 * @param fields likewise
 * @param staff members of staff who may sign in
 * @param typed the fields with what they hold
 */
public record StepSurroundings(
    Language language,
    Map<UUID, CampaignFacts> campaigns,
    Map<UUID, String> groups,
    Map<UUID, String> fields,
    Map<UUID, String> staff,
    Map<UUID, CustomField> typed) {
  /** Where every field takes any text. */
  public StepSurroundings(
      Language language,
      Map<UUID, CampaignFacts> campaigns,
      Map<UUID, String> groups,
      Map<UUID, String> fields,
      Map<UUID, String> staff) {
    this(language, campaigns, groups, fields, staff, Map.of());
  }

  /** What the ids in the steps are called; what is gone is missing. */
  public Map<UUID, String> names() {
    var names = new HashMap<UUID, String>();
    campaigns.forEach((id, campaign) -> names.put(id, campaign.name()));
    names.putAll(groups);
    names.putAll(fields);
    names.putAll(staff);
    return names;
  }
}

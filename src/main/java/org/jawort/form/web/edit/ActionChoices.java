package org.jawort.form.web.edit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jawort.contact.group.ContactGroup;
import org.jawort.contact.group.ContactGroups;
import org.jawort.form.FormDraft;
import org.jawort.optin.process.ActiveProcess;
import org.jawort.optin.process.ActiveProcesses;
import org.jawort.optin.process.OptInProcess;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.step.Step;
import org.jawort.platform.TenantId;
import org.jawort.tenant.User;
import org.jawort.tenant.Users;
import org.springframework.stereotype.Component;

/** What can be chosen on the tab "action", and what a sign-up starts. */
@Component
class ActionChoices {
  private final ContactGroups groups;
  private final Users users;
  private final ActiveProcesses active;
  private final OptInProcesses processes;

  ActionChoices(
      ContactGroups groups, Users users, ActiveProcesses active, OptInProcesses processes) {
    this.groups = groups;
    this.users = users;
    this.active = active;
    this.processes = processes;
  }

  /**
   * What the tab shows.
   *
   * @param groups names by ids
   * @param staff likewise
   * @param process that a sign-up in the form's language starts
   * @param mail name of the campaign that asks for the confirmation
   * @param mailId its id
   */
  record Offer(
      Map<String, String> groups,
      Map<String, String> staff,
      OptInProcess process,
      String mail,
      UUID mailId) {}

  Offer of(TenantId tenant, FormDraft draft) {
    ActiveProcess starts = active.active(tenant, draft.form().language());
    UUID mail = starts.campaign().campaign();
    List<Step> asking = List.of(new Step.SendCampaign("mail", mail, null));
    return new Offer(
        named(groups.all(tenant), group -> group.id().toString(), ContactGroup::name),
        named(users.active(tenant), user -> user.id().value().toString(), User::name),
        processes.find(tenant, starts.process()).orElseThrow(),
        processes.names(tenant, asking).getOrDefault(mail, ""),
        mail);
  }

  private static <T> Map<String, String> named(
      List<T> all, Function<T, String> id, Function<T, String> name) {
    var named = new LinkedHashMap<String, String>();
    all.forEach(one -> named.put(id.apply(one), name.apply(one)));
    return named;
  }
}

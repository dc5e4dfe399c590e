package org.jawort.form.web.edit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jawort.contact.group.ContactGroup;
import org.jawort.contact.group.ContactGroups;
import org.jawort.form.FormDraft;
import org.jawort.form.FormExtras;
import org.jawort.optin.process.ActiveProcess;
import org.jawort.optin.process.ActiveProcesses;
import org.jawort.optin.process.AskingMails;
import org.jawort.optin.process.OptInProcess;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.step.CampaignOffer;
import org.jawort.optin.step.Step;
import org.jawort.platform.TenantId;
import org.jawort.tenant.User;
import org.jawort.tenant.Users;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What can be chosen on the tab "action", and what a sign-up starts. */
@Component
class ActionChoices {
  private final ContactGroups groups;
  private final Users users;
  private final ActiveProcesses active;
  private final OptInProcesses processes;
  private final AskingMails asking;
  private final MessageSource texts;

  ActionChoices(
      ContactGroups groups,
      Users users,
      ActiveProcesses active,
      OptInProcesses processes,
      AskingMails asking,
      MessageSource texts) {
    this.groups = groups;
    this.users = users;
    this.active = active;
    this.processes = processes;
    this.asking = asking;
    this.texts = texts;
  }

  /**
   * What the tab shows.
   *
   * @param groups names by ids
   * @param staff likewise
   * @param process that a sign-up in the form's language starts
   * @param mail name of the campaign by which that one asks for the confirmation
   * @param mailId its id
   * @param mails others that may ask in its place, and the one that the draft names: names by ids,
   *     the process's own by the empty one
   */
  record Offer(
      Map<String, String> groups,
      Map<String, String> staff,
      OptInProcess process,
      String mail,
      UUID mailId,
      Map<String, String> mails) {}

  Offer of(TenantId tenant, FormDraft draft) {
    ActiveProcess starts = active.active(tenant, draft.form().language());
    UUID mail = starts.campaign().campaign();
    List<Step> sends = List.of(new Step.SendCampaign("mail", mail, null));
    String own = processes.names(tenant, sends).getOrDefault(mail, "");
    return new Offer(
        named(groups.all(tenant), group -> group.id().toString(), ContactGroup::name),
        named(users.active(tenant), user -> user.id().value().toString(), User::name),
        processes.find(tenant, starts.process()).orElseThrow(),
        own,
        mail,
        mails(tenant, draft, own, mail));
  }

  private Map<String, String> mails(TenantId tenant, FormDraft draft, String own, UUID standing) {
    UUID chosen = FormExtras.of(draft.content().extras()).acts().mail();
    Locale locale = LocaleContextHolder.getLocale();
    var mails = new LinkedHashMap<String, String>();
    mails.put("", texts.getMessage("form.edit.mail.own", new Object[] {own}, locale));
    for (CampaignOffer offer : asking.offers(tenant, draft.form().language())) {
      boolean named = offer.campaign().equals(chosen);
      if (offer.suits() && (named || !offer.campaign().equals(standing))) {
        mails.put(offer.campaign().toString(), offer.name());
      } else if (!offer.suits() && named) {
        Object[] name = {offer.name()};
        mails.put(
            offer.campaign().toString(), texts.getMessage("form.edit.mail.unfit", name, locale));
      }
    }
    if (chosen != null && !mails.containsKey(chosen.toString())) {
      mails.put(chosen.toString(), texts.getMessage("form.edit.mail.gone", null, locale));
    }
    return mails;
  }

  private static <T> Map<String, String> named(
      List<T> all, Function<T, String> id, Function<T, String> name) {
    var named = new LinkedHashMap<String, String>();
    all.forEach(one -> named.put(id.apply(one), name.apply(one)));
    return named;
  }
}

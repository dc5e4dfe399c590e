package org.jawort.form;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.contact.group.ContactGroup;
import org.jawort.contact.group.ContactGroups;
import org.jawort.optin.process.AskingMails;
import org.jawort.optin.webhook.Webhooks;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Users;
import org.springframework.stereotype.Component;

/** Says what of a form's action could not be done. */
@Component
class FormActionCheck {
  private final ContactGroups groups;
  private final Users users;
  private final AskingMails mails;
  private final StandardDefinition standard;

  FormActionCheck(
      ContactGroups groups, Users users, AskingMails mails, StandardDefinition standard) {
    this.groups = groups;
    this.users = users;
    this.mails = mails;
    this.standard = standard;
  }

  /** Nobody deletes the groups or changes the campaign until the caller's transaction ends. */
  void hold(Connection connection, TenantId tenant, FormAction action) throws SQLException {
    groups.hold(connection, tenant, action.groups());
    if (action.mail() != null) {
      mails.hold(connection, tenant, action.mail());
    }
  }

  List<ContentFault> of(TenantId tenant, Language language, FormDefinition definition) {
    FormAction action = FormExtras.of(definition.extras()).acts();
    var faults = new ArrayList<ContentFault>();
    if (!action.groups().isEmpty()) {
      Set<UUID> known =
          groups.all(tenant).stream().map(ContactGroup::id).collect(Collectors.toSet());
      refuse(known, action.groups(), ContentFault.Code.GROUP_GONE, "groups", faults);
    }
    if (!action.staff().isEmpty()) {
      Set<UUID> active =
          users.active(tenant).stream().map(user -> user.id().value()).collect(Collectors.toSet());
      refuse(active, action.staff(), ContentFault.Code.STAFF_GONE, "staff", faults);
    }
    if (action.webhook() != null && !Webhooks.isCallable(action.webhook())) {
      faults.add(new ContentFault(-1, "action/webhook", ContentFault.Code.WEBHOOK));
    }
    if (action.mail() != null && !mails.suits(tenant, language, action.mail())) {
      faults.add(new ContentFault(-1, "action/mail", ContentFault.Code.MAIL_UNFIT));
    }
    if (action.unasked() && standard.promisesMail(definition)) {
      faults.add(new ContentFault(-1, "thanks", ContentFault.Code.PROMISES_MAIL));
    }
    return faults;
  }

  private static void refuse(
      Set<UUID> known,
      List<UUID> named,
      ContentFault.Code code,
      String part,
      List<ContentFault> faults) {
    if (!known.containsAll(named)) {
      faults.add(new ContentFault(-1, "action/" + part, code));
    }
  }
}

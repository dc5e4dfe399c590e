package org.jawort.desk.web.group;

import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomFields;
import org.jawort.tenant.Acting;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Finds what a tenant's conditions can be about. */
@Component
class FilterOffers {
  private final Purposes purposes;
  private final CustomFields fields;
  private final ContactGroups groups;
  private final MessageSource messages;

  FilterOffers(
      Purposes purposes, CustomFields fields, ContactGroups groups, MessageSource messages) {
    this.purposes = purposes;
    this.fields = fields;
    this.groups = groups;
    this.messages = messages;
  }

  /** In the language of whoever looks. */
  FilterChoices of(Acting acting) {
    return new FilterChoices(
        purposes.all(acting.tenant()),
        fields.all(acting.tenant()),
        groups.withDynamic(acting.tenant()),
        messages,
        acting.language().locale());
  }
}

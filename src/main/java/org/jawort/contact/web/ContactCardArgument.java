package org.jawort.contact.web;

import java.util.Optional;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactId;
import org.jawort.contact.Contacts;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.PageFault;
import org.jawort.platform.web.PathArgument;
import org.springframework.stereotype.Component;

/** Hands over the contact that a path names, with its contact points. */
@Component
class ContactCardArgument extends PathArgument<ContactCard> {
  private final Contacts contacts;

  ContactCardArgument(Contacts contacts) {
    super(ContactCard.class);
    this.contacts = contacts;
  }

  @Override
  protected Optional<ContactCard> find(TenantId tenant, Named named) {
    return contacts.find(tenant, new ContactId(named.id("id")));
  }

  @Override
  protected PageFault missing() {
    return PageFault.notFound("desk.contact.unknown")
        .leadingTo("/app/contacts", "desk.contact.unknown.link");
  }
}

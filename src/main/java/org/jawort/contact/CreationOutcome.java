package org.jawort.contact;

import org.jawort.contact.address.CheckedAddress;

/** What became of a contact that was to be created. */
public sealed interface CreationOutcome {
  /** It was. */
  record Created(ContactCard card) implements CreationOutcome {}

  /** An address belongs to somebody already; nothing was created. */
  record Known(CheckedAddress address, ContactId owner) implements CreationOutcome {}
}

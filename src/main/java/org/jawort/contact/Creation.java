package org.jawort.contact;

/** What became of a contact that was to be created. */
public sealed interface Creation {
  /** It was. */
  record Created(ContactCard card) implements Creation {}

  /** An address belongs to somebody already; nothing was created. */
  record Known(CheckedAddress address, ContactId owner) implements Creation {}
}

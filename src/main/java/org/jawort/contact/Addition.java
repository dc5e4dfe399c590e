package org.jawort.contact;

/** What became of an address that a contact was to be given. */
public sealed interface Addition {
  /** The contact has it now. */
  record Added(ContactPoint point) implements Addition {}

  /** A contact has it already, maybe this one; nothing was written. */
  record Known(ContactId owner) implements Addition {}

  /** The contact has as many as one can have. */
  record Enough() implements Addition {}

  /** The tenant has no such contact. */
  record NoSuchContact() implements Addition {}
}

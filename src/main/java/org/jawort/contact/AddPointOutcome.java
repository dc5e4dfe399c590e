package org.jawort.contact;

/** What became of an address that a contact was to be given. */
public sealed interface AddPointOutcome {
  /** The contact has it now. */
  record Added(ContactPoint point) implements AddPointOutcome {}

  /** A contact has it already, maybe this one; nothing was written. */
  record Known(ContactId owner) implements AddPointOutcome {}

  /** The contact has as many as one can have. */
  record Enough() implements AddPointOutcome {}

  /** The tenant has no such contact. */
  record NoSuchContact() implements AddPointOutcome {}
}

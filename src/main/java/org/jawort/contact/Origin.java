package org.jawort.contact;

/** How a contact came into the database. */
public enum Origin {
  /** It signed up on a form by itself; erased if it never confirms (law 23). */
  FORM,
  /** A member of staff entered it. */
  STAFF,
  /** Another system handed it over. */
  API,
  /** It came in a file. */
  IMPORT,
  /** It came with a booking. */
  BOOKING
}

package org.jawort.consent;

/** Where one contact point stands for one purpose; the fold over its events (domain.md). */
public enum ConsentStatus {
  /** Never asked. */
  UNKNOWN,
  /** Given outside the double opt-in, with evidence. */
  EXTERNALLY_DOCUMENTED,
  /** Asked; the mail is on its way. */
  TRIGGERED,
  /** The mail server accepted the confirmation mail. */
  SENT,
  /** The recipient confirmed. */
  CONFIRMED,
  /** The waiting time went by. */
  LAPSED,
  /** The recipient said no. */
  REFUSED,
  /** The recipient withdrew; staff cannot undo it. */
  REVOKED;

  /** Tells whether advertising has a consent behind it (law 22). */
  public boolean mayAdvertise() {
    return this == CONFIRMED || this == EXTERNALLY_DOCUMENTED;
  }

  /** Tells whether an answer to a confirmation mail is awaited. */
  public boolean pending() {
    return this == TRIGGERED || this == SENT;
  }
}

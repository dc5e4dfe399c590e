package org.jawort.consent;

import java.util.Optional;

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

  /** Tells whether the recipient's "no" stands, which nobody else lifts. */
  public boolean isNo() {
    return this == REFUSED || this == REVOKED;
  }

  /**
   * What records a "no" that is said in this status: it is honoured from every one (domain.md).
   *
   * @param asked whether a request stands beside it
   * @return empty where a "no" stands, and nobody asked since
   */
  public Optional<EventType> no(boolean asked) {
    return switch (this) {
      case CONFIRMED, EXTERNALLY_DOCUMENTED -> Optional.of(EventType.REVOKED);
      case UNKNOWN, LAPSED, TRIGGERED, SENT -> Optional.of(EventType.REFUSED);
      case REFUSED, REVOKED -> asked ? Optional.of(EventType.REFUSED) : Optional.empty();
    };
  }

  /** Tells whether an answer to a confirmation mail is awaited. */
  public boolean pending() {
    return this == TRIGGERED || this == SENT;
  }
}

package org.jawort.contact;

import org.jspecify.annotations.Nullable;

/** Mailsperre: why a contact point may not be written to for advertising. */
public enum MailBlock {
  /** Handed over by a form and not confirmed yet (S0-02). */
  NEW,
  /** The recipient unsubscribed. */
  UNSUBSCRIBED,
  /** The waiting time went by without a confirmation. */
  LAPSED,
  /** A mail server refused the address for good. */
  HARD_BOUNCE,
  /** The recipient reported a mail as spam. */
  COMPLAINT,
  /** A member of staff set it. */
  STAFF;

  /**
   * Tells whether this block takes the place of the one that stands: what staff, a mail server or a
   * complaint set is never replaced by a lesser one.
   */
  public boolean replaces(@Nullable MailBlock standing) {
    return switch (standing) {
      case null -> true;
      case NEW, LAPSED -> this != standing;
      // Nobody confirmed what somebody else asked for: that takes nothing from a "no".
      case UNSUBSCRIBED -> this != standing && this != NEW && this != LAPSED;
      // Staff still let a request for consent through, which these two do not.
      case STAFF -> this == HARD_BOUNCE || this == COMPLAINT;
      case HARD_BOUNCE -> this == COMPLAINT;
      // It counts for the whole mailbox, by whatever address it is reached.
      case COMPLAINT -> false;
    };
  }

  /** Tells whether staff may lift this block, with a reason; the others only the recipient does. */
  public boolean liftedByStaff() {
    return this == STAFF || this == HARD_BOUNCE || this == COMPLAINT;
  }

  /** Tells whether the recipient's confirmation lifts this block. */
  public boolean liftedByConfirming() {
    return this == NEW || this == LAPSED || this == UNSUBSCRIBED;
  }

  /** Tells whether not even a request for consent may be sent. */
  public boolean forbidsOptIn() {
    return this == HARD_BOUNCE || this == COMPLAINT;
  }
}

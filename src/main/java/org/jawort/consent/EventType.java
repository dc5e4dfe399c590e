package org.jawort.consent;

/** What can happen to a consent; the second column of the table in domain.md. */
public enum EventType {
  /** The recipient signed up, or asked in the preference centre. */
  SIGNED_UP,
  /** A visitor filled in a form that asks for no confirmation: its boxes, and nothing more. */
  FILLED_IN,
  /** The process was triggered for the recipient by somebody else. */
  REQUESTED,
  /** The mail server accepted the confirmation mail. */
  SENT,
  /** The mail server accepted another mail; what went out, and when, is committed to. */
  MAILED,
  /** The recipient pressed the button behind the personal link. */
  CONFIRMED,
  /** The recipient was asked to renew a given consent, and did. */
  RENEWED,
  /** The recipient said no, or withdrew a request that stood beside an earlier "no". */
  REFUSED,
  /** The waiting time is over. */
  LAPSED,
  /** A consent given elsewhere was recorded with its evidence. */
  DECLARED,
  /** A new consent was recorded after a withdrawal; only where the tenant allows it. */
  DECLARED_ANEW,
  /**
   * The recipient objected to advertising on whatever basis and for every purpose (Art. 21(2) GDPR,
   * § 7(3) UWG, law 53); about the contact point alone, beside the "no" to each purpose.
   */
  OBJECTED,
  /** A recorded declaration was taken back as a mistake; what stood before it stands again. */
  DECLARATION_WITHDRAWN,
  /** The recipient withdrew, by link, one-click, complaint or reply, or staff did on request. */
  REVOKED,
  /** The recipient granted it in the preference centre. */
  GRANTED,
  /** The consent was made use of; its proof must be kept from then on (law 35). */
  USED,
  /** Staff were asked to come back to it later (S4-02). */
  ASK_LATER,
  /** A mail block was set other than by one of the above: a bounce, a complaint, staff. */
  BLOCKED,
  /** Staff lifted a block that staff, a mail server or a complaint had set. */
  UNBLOCKED;

  /** Tells whether it is about the contact point's block alone. */
  public boolean aboutBlockAlone() {
    return this == BLOCKED || this == UNBLOCKED;
  }

  /** Tells whether it is about the contact point as a whole, and so about no purpose. */
  public boolean aboutNoPurpose() {
    return aboutBlockAlone() || this == OBJECTED;
  }
}

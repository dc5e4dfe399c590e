package org.jawort.consent.permission;

/** Nachrichtenart: which rule decides whether it may be sent (domain.md, "May we write?"). */
public enum MessageClass {
  /** Werbung; needs consent. */
  ADVERTISING,
  /** Similar goods to existing customers, § 7 Abs. 3 UWG. */
  EXISTING_CUSTOMER,
  /** General notice without advertising. */
  NOTICE,
  /** About an order or booking. */
  TRANSACTIONAL,
  /** The request for consent itself. */
  OPT_IN;

  /** Tells whether the answer differs from purpose to purpose. */
  public boolean isAboutPurpose() {
    return this != TRANSACTIONAL;
  }

  /** Tells whether the answer rests on the consent to a purpose. */
  public boolean restsOnConsent() {
    return this != TRANSACTIONAL && this != OPT_IN;
  }
}

package org.jawort.optin.funnel;

/** The stages of the funnel; each but the last is part of the one before. */
public enum Stage {
  /** Sign-ups in the ledger (SIGNED_UP), and those asked by staff, an import or another system. */
  SUBMITTED,
  /** Handing a confirmation mail over to the mail server was tried; see {@link MailState}. */
  SENT,
  /** The mail server took a confirmation mail over. */
  ACCEPTED,
  /** A link of it was opened, by a reader or a scanner: says nothing about consent (law 13). */
  FETCHED,
  /** Confirmed: ledger event CONFIRMED. */
  CONFIRMED,
  /** The time was over without an answer: ledger event LAPSED. Part of the first stage alone. */
  LAPSED
}

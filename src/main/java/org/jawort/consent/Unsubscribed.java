package org.jawort.consent;

/** What an unsubscription led to. */
public enum Unsubscribed {
  /** The consent is withdrawn. */
  REVOKED,
  /** None was given, and from now on none is asked for: it counts as refused. */
  REFUSED,
  /** It was withdrawn or refused before, and that stands in the ledger. */
  ALREADY,
  /** The person was erased while they pressed: there is nothing left to write to, or to note. */
  GONE
}

package org.jawort.consent;

/** What an unsubscription led to. */
public enum Unsubscribed {
  /** The consent is withdrawn. */
  REVOKED,
  /** It was not confirmed yet and now counts as refused. */
  REFUSED,
  /** It was withdrawn or refused before. */
  ALREADY,
  /** There is no consent that could be withdrawn. */
  NOTHING_TO_WITHDRAW
}

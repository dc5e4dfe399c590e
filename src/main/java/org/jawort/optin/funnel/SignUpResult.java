package org.jawort.optin.funnel;

/** What became of a sign-up; each has exactly one, so together they are all sign-ups. */
public enum SignUpResult {
  /** The recipient pressed the button behind the link: ledger event CONFIRMED. */
  CONFIRMED,
  /** Neither answer nor end of the waiting time until now. */
  WAITING,
  /** The time to answer was over: ledger event LAPSED. */
  LAPSED,
  /** The recipient said no, by the mail or to staff: ledger event REFUSED. */
  REFUSED,
  /** The consent had been given already, so that nothing was asked and no mail sent. */
  GIVEN,
  /** The person was erased before there was an answer. */
  ERASED
}

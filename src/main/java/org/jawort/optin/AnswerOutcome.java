package org.jawort.optin;

/** What pressing the button behind a personal link led to. */
public enum AnswerOutcome {
  /** The consent is now confirmed, or refused, as the button said. */
  DONE,
  /** It was so before. */
  ALREADY,
  /** The time to answer is over. */
  EXPIRED,
  /**
   * It belongs to an earlier request; a newer one waits for its answer, and this changes nothing.
   */
  SUPERSEDED,
  /** Meanwhile the recipient decided otherwise; the newer decision stands. */
  OVERTAKEN,
  /** There is no such request, or its data were erased. */
  UNKNOWN
}

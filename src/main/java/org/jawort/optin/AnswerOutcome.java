package org.jawort.optin;

/**
 * What pressing the button behind a personal link led to. Where it asked for several consents, the
 * first of these that is true of any of them counts.
 */
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
  UNKNOWN;

  /** What is said where one consent came to this and another to that. */
  AnswerOutcome or(AnswerOutcome other) {
    return ordinal() <= other.ordinal() ? this : other;
  }
}

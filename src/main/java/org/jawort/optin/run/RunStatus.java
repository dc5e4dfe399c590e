package org.jawort.optin.run;

/** What came of the question that a run asks. Whether it is under way is another matter. */
public enum RunStatus {
  /** Nobody answered yet. */
  WAITING,
  /** The recipient confirmed. */
  CONFIRMED,
  /** The recipient refused. */
  REFUSED,
  /** The time was over. */
  LAPSED,
  /**
   * Neither: what was asked about was taken back; or the recipient confirmed, and the process
   * itself signed them off again.
   */
  ENDED
}

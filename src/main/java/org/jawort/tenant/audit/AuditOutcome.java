package org.jawort.tenant.audit;

/** What came of it. */
public enum AuditOutcome {
  /** It was done, or shown. */
  DONE,
  /** It was turned away: no right to it, nothing there, or a faulty input. */
  REFUSED,
  /** Something went wrong on our side. */
  FAILED;

  /** What a status of HTTP says. */
  public static AuditOutcome of(int status) {
    return status >= 500 ? FAILED : status >= 400 ? REFUSED : DONE;
  }
}

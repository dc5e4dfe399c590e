package org.jawort.tenant.job;

/** Where a job stands. */
public enum JobState {
  /** It was started or told to go on, and no node has begun yet. */
  QUEUED,
  /** It is worked off, batch by batch. */
  RUNNING,
  /** Somebody holds it up; it keeps what it needs and goes on when told so. */
  PAUSED,
  /** Somebody ended it for good; what was done stays done. */
  STOPPED,
  /** All was looked at. */
  DONE,
  /** It cannot go on, and says why; it keeps what it needs, so that it can be tried again. */
  FAILED;

  /** Tells whether nodes work on it. */
  public boolean isGoing() {
    return this == QUEUED || this == RUNNING;
  }

  /** Tells whether it can be told to go on. */
  public boolean canGoOn() {
    return this == PAUSED || this == FAILED;
  }

  /** Tells whether anything more may come of it. */
  public boolean isOpen() {
    return this != STOPPED && this != DONE;
  }
}

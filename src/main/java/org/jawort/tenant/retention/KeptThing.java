package org.jawort.tenant.retention;

/**
 * What a tenant may choose a period for, in days. Every stored trace has an end (law 64); what the
 * law fixes, such as that of sign-ups which nobody confirmed (law 23) or of proof (law 34, 35), is
 * not among these.
 */
public enum KeptThing {
  /** Fetches of links: longer than a question can be answered, and no profile of a reader. */
  FETCH(180, 30, 365),
  /** Calls to other systems: until a fault was found, and no journal of people. */
  CALL(90, 14, 365),
  /** Notices to staff that somebody has done. */
  NOTICE(365, 30, 1095),
  /** After so long without anything, a contact stands on the list to decide on. */
  INACTIVE(730, 180, 1825);

  private final int usual;
  private final int least;
  private final int most;

  KeptThing(int usual, int least, int most) {
    this.usual = usual;
    this.least = least;
    this.most = most;
  }

  /** Days, where nobody chose. */
  public int usual() {
    return usual;
  }

  /** Fewer days would lose what is needed still. */
  public int least() {
    return least;
  }

  /** More days are more than is needed (law 64). */
  public int most() {
    return most;
  }

  /** Whether so many days may be chosen. */
  public boolean allows(int days) {
    return days >= least && days <= most;
  }
}

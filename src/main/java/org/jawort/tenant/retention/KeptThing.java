package org.jawort.tenant.retention;

/**
 * What a tenant may choose a period for, in days, or in years where it says so. Every stored trace
 * has an end (law 64); the bounds are those of the law, and why they are is said where one is
 * crossed (docs/adr/0078).
 */
public enum KeptThing {
  /**
   * Sign-ups by a form that nobody confirmed, from the sign-up on (law 23): no shorter than people
   * usually have to answer, and no longer than a month, as nothing but their own wish keeps them.
   */
  UNCONFIRMED(14, 7, 30),
  /**
   * Proof of consents that ended, in years, each to its end (law 34): until claims are time-barred
   * (§§ 195, 199 BGB), and no longer than any could be raised (§ 199(4) BGB). That of calls is
   * never shorter than five years from grant and use (law 35), whatever is chosen.
   */
  PROOF(3, 3, 10),
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

  /** Whether it is chosen in years. */
  public boolean inYears() {
    return this == PROOF;
  }

  /** Days or years, where nobody chose. */
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

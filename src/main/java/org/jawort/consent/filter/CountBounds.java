package org.jawort.consent.filter;

/**
 * How far is counted, and how long.
 *
 * @param most so many are counted one by one; of more it is said that they are more
 * @param few milliseconds for that
 * @param all milliseconds for all of them while somebody waits; 0: they are not tried
 * @param later milliseconds for all of them where nobody waits
 */
record CountBounds(int most, int few, int all, int later) {
  /** A page is there within a second, and nothing is looked for after a minute. */
  static final CountBounds USUAL = new CountBounds(ConditionCount.ENOUGH, 350, 500, 60_000);
}

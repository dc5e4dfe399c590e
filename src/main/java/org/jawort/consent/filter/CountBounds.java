package org.jawort.consent.filter;

import java.time.Duration;

/**
 * How far is counted, and how long.
 *
 * @param most so many are counted one by one; of more it is said that they are more
 * @param few milliseconds for that
 * @param all milliseconds for all of them while somebody waits; 0: they are not tried
 * @param later milliseconds for all of them where nobody waits
 */
record CountBounds(int most, int few, int all, int later) {
  /** Nothing is looked for after a minute. */
  private static final int LATER = 60_000;

  /** So that both together are less than a second where a page has to be there soon. */
  static CountBounds of(Duration soon) {
    int milliseconds = Math.toIntExact(soon.toMillis());
    return new CountBounds(ConditionCount.ENOUGH, 3 * milliseconds, 4 * milliseconds, LATER);
  }
}

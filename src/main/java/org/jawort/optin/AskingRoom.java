package org.jawort.optin;

import java.util.Map;

/**
 * How many more may be asked at this moment.
 *
 * @param total at all domains together
 * @param each at a domain at which nobody was asked lately
 * @param known at the others
 */
record AskingRoom(int total, int each, Map<String, Integer> known) {
  /** Copies the numbers. */
  AskingRoom {
    known = Map.copyOf(known);
  }

  boolean isEmpty() {
    return total <= 0;
  }
}

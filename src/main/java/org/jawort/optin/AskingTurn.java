package org.jawort.optin;

import java.util.List;
import org.jawort.optin.HeldMembers.Waiting;

/**
 * Who of a group comes next.
 *
 * @param now those for whom there is room
 * @param released those who waited until now; none of them waits any longer
 * @param held those who are to wait from now on
 * @param without how many have no way at all
 * @param cursor up to where the group is gone through
 * @param all whether that is all of it
 */
record AskingTurn(
    List<Waiting> now,
    List<Waiting> released,
    List<Waiting> held,
    int without,
    String cursor,
    boolean all) {

  /** How many are done with. */
  int count() {
    return now.size() + without;
  }

  /** Tells whether there is nothing to do for anybody. */
  boolean isIdle() {
    return count() == 0 && released.isEmpty() && held.isEmpty();
  }
}

package org.jawort.desk;

import java.time.LocalDate;

/**
 * What became of those who were first asked on a day; each is counted once.
 *
 * @param waiting for their answer
 * @param lapsed without an answer
 * @param refused or withdrawn without ever having confirmed
 */
public record SignUpDay(LocalDate day, int confirmed, int waiting, int lapsed, int refused) {
  /** All of them. */
  public int signUps() {
    return confirmed + waiting + lapsed + refused;
  }

  SignUpDay plus(SignUpDay other) {
    return new SignUpDay(
        day,
        confirmed + other.confirmed,
        waiting + other.waiting,
        lapsed + other.lapsed,
        refused + other.refused);
  }
}

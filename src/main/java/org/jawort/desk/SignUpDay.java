package org.jawort.desk;

import java.time.LocalDate;

/**
 * What became of the sign-ups of a day, counted as in the funnel: also the second one of a person.
 * Whoever had consented already is not among them.
 *
 * @param waiting for their answer
 * @param lapsed without an answer, or erased before there was one
 * @param refused by the mail or to staff
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

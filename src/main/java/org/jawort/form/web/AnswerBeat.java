package org.jawort.form.web;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Lets no answer go before all kinds of sign-ups are done with where the machine has time, and
 * later ones at the next full beat, so that what was done meanwhile does not show: a new address
 * takes a millisecond or two less than a known one, and a program that was caught takes none at
 * all. Nobody feels it, and a virtual thread that waits costs nothing.
 */
@Component
class AnswerBeat {
  private final long soonest;
  private final long beat;

  AnswerBeat(
      @Value("${jawort.intake.soonest}") Duration soonest,
      @Value("${jawort.intake.beat}") Duration beat) {
    this.soonest = soonest.toNanos();
    this.beat = beat.toNanos();
  }

  /** When a question came, for {@link #await}. */
  long now() {
    return System.nanoTime();
  }

  /** Returns when the answer may go, counted from when the question came. */
  void await(long came) {
    long passed = System.nanoTime() - came;
    long left = passed < soonest ? soonest - passed : beat - passed % beat;
    try {
      Thread.sleep(Duration.ofNanos(left));
    } catch (InterruptedException e) {
      // The server stops; the answer goes at once.
      Thread.currentThread().interrupt();
    }
  }
}

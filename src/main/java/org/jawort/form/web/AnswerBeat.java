package org.jawort.form.web;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Lets answers go at full beats after the question, so that what was done meanwhile does not show:
 * a new address takes a millisecond or two less than a known one, and a program that was caught
 * takes none at all. Nobody feels a beat, and a virtual thread that waits costs nothing.
 */
@Component
class AnswerBeat {
  private final long beat;

  AnswerBeat(@Value("${jawort.intake.beat}") Duration beat) {
    this.beat = beat.toNanos();
  }

  /** When a question came, for {@link #await}. */
  long now() {
    return System.nanoTime();
  }

  /** Returns at the next beat, counted from when the question came. */
  void await(long came) {
    if (beat == 0) {
      return;
    }
    long passed = System.nanoTime() - came;
    try {
      Thread.sleep(Duration.ofNanos(beat - passed % beat));
    } catch (InterruptedException e) {
      // The server stops; the answer goes at once.
      Thread.currentThread().interrupt();
    }
  }
}

package org.jawort.optin.engine;

import java.time.Duration;
import org.jawort.platform.RecurringWork;
import org.springframework.stereotype.Component;

/**
 * Looks every minute for runs that are due, on one node, and for sign-ups that are to be erased.
 */
@Component
class OptInWork implements RecurringWork {
  private final RunEngine engine;
  private final UnconfirmedErasure erasure;

  OptInWork(RunEngine engine, UnconfirmedErasure erasure) {
    this.engine = engine;
    this.erasure = erasure;
  }

  @Override
  public String name() {
    return "lapse-and-erase";
  }

  @Override
  public Duration pause() {
    return Duration.ofMinutes(1);
  }

  @Override
  public void run() {
    try {
      engine.advanceDue();
    } finally {
      // Whoever never confirmed goes in time, also where somebody else's run cannot move.
      erasure.eraseDue();
    }
  }
}

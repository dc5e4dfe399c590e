package org.jawort.optin.trial;

import java.time.Duration;
import org.jawort.platform.RecurringWork;
import org.springframework.stereotype.Component;

/** Looks every five minutes for trials that nobody ended. */
@Component
class TrialWork implements RecurringWork {
  private final Trials trials;

  TrialWork(Trials trials) {
    this.trials = trials;
  }

  @Override
  public String name() {
    return "remove-trials";
  }

  @Override
  public Duration pause() {
    return Duration.ofMinutes(5);
  }

  @Override
  public void run() {
    trials.removeDue();
  }
}

package org.jawort.optin;

import java.time.Duration;
import org.jawort.platform.RecurringWork;
import org.springframework.stereotype.Component;

/** Looks every minute for waits that are over and for sign-ups that are to be erased. */
@Component
class OptInWork implements RecurringWork {
  private final Lapses lapses;
  private final UnconfirmedErasure erasure;

  OptInWork(Lapses lapses, UnconfirmedErasure erasure) {
    this.lapses = lapses;
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
    lapses.lapseDue();
    erasure.eraseDue();
  }
}

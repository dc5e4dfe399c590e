package org.jawort;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. */
public final class SettableClock implements InstantSource {
  // The database keeps microseconds; a test compares what it wrote with what it reads.
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.MICROS));

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Lets time pass. */
  public void tick(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }
}

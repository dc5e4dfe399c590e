package org.jawort.platform.postgres;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do; there is nothing to be notified by. */
final class Polling {
  private static final int STEP_MILLIS = 10;

  private Polling() {}

  /** Returns whether the condition came true within the limit. */
  static boolean until(BooleanSupplier condition, Duration limit) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      pause(Duration.ofMillis(STEP_MILLIS));
    }
    return true;
  }

  static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for PostgreSQL");
    }
  }
}

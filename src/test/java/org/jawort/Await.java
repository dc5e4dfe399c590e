package org.jawort;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a thing, never for a time: as long as it takes, and until {@link #LIMIT} before it says
 * what did not come. A slow machine makes no test fail; only what stands still does.
 */
public final class Await {
  /** The one limit for all tests. No machine that works is that slow. */
  public static final Duration LIMIT = Duration.ofMinutes(3);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(15);

  private Await() {}

  /** What is looked at, and may fail until it is there. */
  @FunctionalInterface
  public interface Assertions {
    /** Throws as long as something is not as it shall be. */
    void check() throws Exception;
  }

  /**
   * Waits until it is so.
   *
   * @param what the thing that is waited for, as it stands in the failure: "two mails are out"
   */
  public static void until(String what, Callable<Boolean> isSo) {
    until(what, isSo, so -> so);
  }

  /**
   * Waits until what is seen is enough, and returns it. A failure tells what was seen last.
   *
   * @param what the thing that is waited for
   */
  public static <T extends @Nullable Object> T until(
      String what, Callable<T> look, Predicate<? super T> isEnough) {
    long end = System.nanoTime() + LIMIT.toNanos();
    T seen = called(what, look);
    while (!isEnough.test(seen)) {
      if (System.nanoTime() > end) {
        throw new AssertionError(given(what) + "; seen last: " + seen);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      seen = called(what, look);
    }
    return seen;
  }

  /** Waits until assertions hold. A failure tells what the last of them said. */
  public static void untilAsserted(String what, Assertions assertions) {
    long end = System.nanoTime() + LIMIT.toNanos();
    for (; ; ) {
      try {
        assertions.check();
        return;
      } catch (Exception | AssertionError e) {
        if (System.nanoTime() > end) {
          throw new AssertionError(given(what) + "; at last: " + e.getMessage(), e);
        }
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  /** Waits until a process has ended. */
  public static void end(Process process) {
    until("process " + process.pid() + " has ended", () -> !process.isAlive());
  }

  private static String given(String what) {
    return "waited %d minutes in vain until %s".formatted(LIMIT.toMinutes(), what);
  }

  private static <T extends @Nullable Object> T called(String what, Callable<T> look) {
    try {
      return look.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("while waiting until " + what, e);
    }
  }
}

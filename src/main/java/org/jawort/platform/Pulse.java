package org.jawort.platform;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is remembered of something that goes on by itself: its last sign of life and its faults. */
public final class Pulse {
  private volatile long beat = System.nanoTime();
  private volatile int faultsInARow;
  private volatile @Nullable String fault;

  /** It lives. */
  public void beat() {
    beat = System.nanoTime();
  }

  /** A turn came to its end. */
  public void well() {
    faultsInARow = 0;
  }

  /**
   * A turn did not; the fault's kind is kept, and not its words, which may hold something personal.
   */
  public void failed(Throwable e) {
    faultsInARow++;
    fault = e.getClass().getSimpleName();
  }

  /**
   * How it goes on.
   *
   * @param longest after which without a sign of life it hangs
   */
  public WorkerState state(String name, boolean running, Duration longest) {
    return state(name, running, Duration.ofNanos(System.nanoTime() - beat), longest);
  }

  /** The same of what shows no sign of life while it waits for its time. */
  WorkerState state(String name, boolean running, Duration sinceBeat, Duration longest) {
    return new WorkerState(
        name, running, sinceBeat, longest, faultsInARow, Optional.ofNullable(fault));
  }
}

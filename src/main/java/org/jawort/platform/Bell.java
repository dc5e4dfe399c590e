package org.jawort.platform;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes a worker of this node: there is something to do at once. */
public class Bell {
  private final Semaphore rung = new Semaphore(0);

  /** Wakes whoever waits, or the next one to wait. */
  public void ring() {
    if (rung.availablePermits() == 0) {
      rung.release();
    }
  }

  /** Rings when what the running transaction wrote can be seen. */
  public void ringAfterCommit() {
    AfterCommit.run(this::ring);
  }

  /** Returns at the next ring, at once where it rang since the last call, or after the time. */
  public void await(Duration most) throws InterruptedException {
    if (rung.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
      rung.drainPermits();
    }
  }
}

package org.jawort.platform;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A thread of this node that does what is due: at once where its bell rings, otherwise every few
 * seconds, so that what a dead node left is gone on with.
 */
public abstract class Worker implements SmartLifecycle, Watched {
  /** Each of them shows that it lives at every item. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final String name;
  private final Bell bell;
  private final Duration every;
  private volatile boolean running;
  private final Pulse pulse = new Pulse();
  private volatile @Nullable Thread thread;

  /**
   * Makes one that is started and stopped with the program.
   *
   * @param name of its thread
   * @param every how long it waits for the bell before it looks by itself
   */
  protected Worker(String name, Bell bell, Duration every) {
    this.name = name;
    this.bell = bell;
    this.every = every;
  }

  /** Does all that is due now. */
  protected abstract void work();

  /** How much is due and not done, on all nodes; a large number only roughly. */
  protected abstract long backlog();

  /** Shows that it lives; to be called at each item where many are done in one turn. */
  protected final void beat() {
    pulse.beat();
  }

  @Override
  public final WorkerState state() {
    return pulse.state(name, running, LONGEST);
  }

  @Override
  public final long due() {
    try {
      return backlog();
    } catch (RuntimeException e) {
      return -1;
    }
  }

  @Override
  public void start() {
    running = true;
    beat();
    thread = thread().name(name).start(this::run);
  }

  /** On what kind of thread: a virtual one may stand in line behind every request. */
  protected Thread.Builder thread() {
    return Thread.ofVirtual();
  }

  private void run() {
    while (running) {
      try {
        beat();
        work();
        pulse.well();
      } catch (Throwable e) {
        pulse.failed(e);
        // An Error too is what is worked on's own, and the thread outlives it. Its message may hold
        // something personal.
        LOG.error("{} stands still and is tried again: {}", name, e.getClass().getName());
        LOG.debug(name, e);
      }
      await();
    }
  }

  private void await() {
    try {
      bell.await(every);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }

  /** Ends after what is under way. */
  @Override
  public void stop() {
    running = false;
    bell.ring();
    Thread working = thread;
    if (working != null) {
      try {
        working.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}

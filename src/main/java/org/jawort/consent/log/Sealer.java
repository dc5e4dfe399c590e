package org.jawort.consent.log;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jawort.platform.Pulse;
import org.jawort.platform.Watched;
import org.jawort.platform.WorkerState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks twice a second for events without a place in the log; of several nodes one at a time finds
 * any. What is left when a node dies is as if it had not begun, and the next one does it. Whatever
 * goes wrong, it looks again.
 */
@Component
class Sealer implements SmartLifecycle, Watched {
  private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

  /** So often it looks at what other nodes have signed. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  /** After that without a sign it hangs. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Sealing sealing;
  private final Night night;
  private final Duration pause;
  private final Pulse pulse = new Pulse();
  private volatile @Nullable Run run;
  private volatile @Nullable String stopped;

  /**
   * Looks again and again once it is started.
   *
   * @param pause between two looks that found nothing
   */
  Sealer(Sealing sealing, Night night, @Value("${jawort.sealing.pause}") Duration pause) {
    this.sealing = sealing;
    this.night = night;
    this.pause = pause;
  }

  /** Why nothing is sealed, in a line; empty where all is well. */
  Optional<String> stopped() {
    return Optional.ofNullable(stopped);
  }

  @Override
  public WorkerState state() {
    return pulse.state("sealer", isRunning(), LONGEST);
  }

  @Override
  public long due() {
    try {
      return sealing.backlog();
    } catch (RuntimeException e) {
      return -1;
    }
  }

  @Override
  public synchronized void start() {
    pulse.beat();
    var started = new Run();
    Thread.ofPlatform().daemon().name("sealer").start(started);
    run = started;
  }

  /** Lets it finish what it is at, then returns. */
  @Override
  public synchronized void stop() {
    Run started = run;
    run = null;
    if (started != null) {
      started.stop();
    }
  }

  @Override
  public boolean isRunning() {
    return run != null;
  }

  /** From a start to its stop. */
  private final class Run implements Runnable {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean heldUp;
    private long rounds;

    @Override
    public void run() {
      try {
        do {
          sealAll();
        } while (!asked.await(pause.toMillis(), TimeUnit.MILLISECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        ended.countDown();
      }
    }

    private void sealAll() {
      pulse.beat();
      try {
        if (stopped != null || rounds++ % BETWEEN_LOOKS.dividedBy(pause) == 0) {
          sealing.follow();
          stopped = null;
        }
        night.pass();
        boolean more = true;
        while (more && asked.getCount() > 0) {
          more = sealing.sealSome();
          pulse.beat();
        }
        heldUp = false;
        pulse.well();
      } catch (SealingStoppedException e) {
        pulse.failed(e);
        stop(String.valueOf(e.getMessage()));
      } catch (RuntimeException | Error e) {
        pulse.failed(e);
        // Once is enough until it works again.
        if (!heldUp) {
          LOG.warn("Sealing is held up; it goes on as soon as this is over", e);
        }
        heldUp = true;
      }
    }

    /** It waits; what is to be sealed stays where it is. */
    private void stop(String why) {
      if (!why.equals(stopped)) {
        LOG.error("Nothing is sealed into the transparency log any more. {}", why);
      }
      stopped = why;
    }

    void stop() {
      asked.countDown();
      try {
        ended.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

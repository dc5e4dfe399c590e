package org.jawort.consent;

import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Works mass changes off, on a thread of its own. Every node looks for them, at once where it is
 * told and otherwise every few seconds, so that one whose node died is gone on with by another.
 */
@Component
public class MassChangeWork implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(MassChangeWork.class);
  private static final long LOOK_EVERY_SECONDS = 10;

  private final MassChanges changes;
  private final Tenants tenants;
  private final Semaphore bell = new Semaphore(0);
  private volatile boolean running;
  private volatile @Nullable Thread worker;

  MassChangeWork(MassChanges changes, Tenants tenants) {
    this.changes = changes;
    this.tenants = tenants;
  }

  /** Tells that there is something to do. */
  public void ring() {
    bell.release();
  }

  @Override
  public void start() {
    running = true;
    worker = Thread.ofVirtual().name("mass-change").start(this::run);
  }

  private void run() {
    while (running) {
      try {
        workOff();
      } catch (RuntimeException e) {
        // Its message may hold something personal.
        LOG.error("a mass change stands still and is tried again: {}", e.getClass().getName());
        LOG.debug("mass change", e);
      }
      await();
    }
  }

  private void await() {
    try {
      if (bell.tryAcquire(LOOK_EVERY_SECONDS, TimeUnit.SECONDS)) {
        bell.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }

  private void workOff() {
    for (TenantId tenant : tenants.all()) {
      for (UUID id : changes.open(tenant)) {
        while (running && changes.work(tenant, id)) {
          // Until it is over, stopped, or somebody else's.
        }
      }
    }
  }

  /** Ends after the batch that is under way. */
  @Override
  public void stop() {
    running = false;
    bell.release();
    Thread working = worker;
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

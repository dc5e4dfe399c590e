package org.jawort.optin.engine;

import java.time.Duration;
import org.jawort.optin.run.RunBell;
import org.jawort.platform.Worker;
import org.springframework.stereotype.Component;

/** Moves runs as soon as they are due. */
@Component
public final class RunWork extends Worker {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private final RunEngine engine;

  RunWork(RunEngine engine, RunBell bell) {
    super("runs", bell, LOOK_EVERY);
    this.engine = engine;
  }

  @Override
  protected void work() {
    engine.advanceAll(this::beat);
  }

  @Override
  protected long backlog() {
    return engine.backlog();
  }
}

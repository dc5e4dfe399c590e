package org.jawort.optin;

import org.springframework.stereotype.Component;

/** Moves runs as soon as they are due. */
@Component
final class RunWork extends Worker {
  private final RunEngine engine;

  RunWork(RunEngine engine, RunBell bell) {
    super("runs", bell);
    this.engine = engine;
  }

  @Override
  void work() {
    engine.advanceDue();
  }
}

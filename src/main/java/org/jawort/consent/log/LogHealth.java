package org.jawort.consent.log;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Says at {@code /health/log} whether events are sealed, and whether a witness refuses the log. A
 * node that does not seal serves all the same, so this is no part of its readiness.
 */
@Component("transparencyLogHealthIndicator")
class LogHealth implements HealthIndicator {
  private final LogState state;

  LogHealth(LogState state) {
    this.state = state;
  }

  @Override
  public Health health() {
    return state.isWell() ? Health.up().build() : Health.down().build();
  }
}

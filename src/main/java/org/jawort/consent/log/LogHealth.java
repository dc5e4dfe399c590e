package org.jawort.consent.log;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Says at {@code /health/log} whether events are sealed. A node that does not seal serves all the
 * same, so this is no part of its readiness.
 */
@Component("transparencyLogHealthIndicator")
class LogHealth implements HealthIndicator {
  private final Sealer sealer;

  LogHealth(Sealer sealer) {
    this.sealer = sealer;
  }

  @Override
  public Health health() {
    return sealer.stopped().isPresent() ? Health.down().build() : Health.up().build();
  }
}

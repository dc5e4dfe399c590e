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
  private final Sealer sealer;
  private final Cosignatures cosignatures;

  LogHealth(Sealer sealer, Cosignatures cosignatures) {
    this.sealer = sealer;
    this.cosignatures = cosignatures;
  }

  @Override
  public Health health() {
    boolean well = sealer.stopped().isEmpty() && !cosignatures.isRefused();
    return well ? Health.up().build() : Health.down().build();
  }
}

package org.jawort.consent.stamp;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Says at {@code /health/log} that no time stamp comes. Nothing stands still for it, so the answer
 * is a word and no fault.
 */
@Component("timeStampsHealthIndicator")
class StampHealth implements HealthIndicator {
  private final TimeStamps timeStamps;

  StampHealth(TimeStamps timeStamps) {
    this.timeStamps = timeStamps;
  }

  @Override
  public Health health() {
    return timeStamps.fault().isPresent()
        ? Health.status("UNSTAMPED").build()
        : Health.up().build();
  }
}

package org.jawort.consent.stamp;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Says at {@code /health/log} that no time stamp comes. Nothing stands still for it, so the answer
 * is a word and no fault.
 */
@Component("timeStampsHealthIndicator")
class StampHealth extends AbstractHealthIndicator {
  private final TimeStamps timeStamps;

  StampHealth(TimeStamps timeStamps) {
    super("The time stamps cannot be looked at");
    this.timeStamps = timeStamps;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    if (timeStamps.fault().isPresent()) {
      builder.status("UNSTAMPED");
    } else {
      builder.up();
    }
  }
}

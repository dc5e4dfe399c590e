package org.jawort.consent.stamp;

import java.time.Duration;
import org.jawort.platform.RecurringWork;
import org.springframework.stereotype.Component;

/** Has the log stamped once an hour, and looks again sooner where the authority did not answer. */
@Component
class StampWork implements RecurringWork {
  private final TimeStamps timeStamps;

  StampWork(TimeStamps timeStamps) {
    this.timeStamps = timeStamps;
  }

  @Override
  public String name() {
    return "log-time-stamps";
  }

  @Override
  public Duration pause() {
    return Duration.ofMinutes(5);
  }

  @Override
  public void run() {
    timeStamps.stampWhenDue();
  }
}

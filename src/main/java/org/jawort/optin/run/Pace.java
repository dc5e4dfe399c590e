package org.jawort.optin.run;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jawort.optin.process.ActiveProcess;

/** How long the waiting of a run is. */
public enum Pace {
  /** As its process says, in days of the tenant's zone. */
  USUAL {
    @Override
    Instant due(Instant from, int days, int hours, ZoneId zone) {
      return ActiveProcess.due(from, days, hours, zone);
    }
  },
  /** So short that somebody can watch (S1-15): {@link #DAY} stands for a day. */
  TRIAL {
    @Override
    Instant due(Instant from, int days, int hours, ZoneId zone) {
      return from.plus(DAY.multipliedBy(days)).plus(DAY.multipliedBy(hours).dividedBy(24));
    }
  };

  /** What a day lasts in a trial. */
  public static final Duration DAY = Duration.ofMinutes(1);

  /** When a wait that begins at the given instant is over. */
  abstract Instant due(Instant from, int days, int hours, ZoneId zone);
}

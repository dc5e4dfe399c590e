package org.jawort.form.shield;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What came from a network in the hour and on the day of the last one that came. */
record NetworkCount(Instant hour, int hourCount, Instant day, int dayCount) {
  /** Nothing came yet. */
  static final NetworkCount NONE = new NetworkCount(Instant.EPOCH, 0, Instant.EPOCH, 0);

  int inHour(Instant now) {
    return hour.equals(now.truncatedTo(ChronoUnit.HOURS)) ? hourCount : 0;
  }

  int onDay(Instant now) {
    return day.equals(now.truncatedTo(ChronoUnit.DAYS)) ? dayCount : 0;
  }
}

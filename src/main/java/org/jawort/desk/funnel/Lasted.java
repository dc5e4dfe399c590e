package org.jawort.desk.funnel;

import java.time.Duration;

/**
 * A time in words.
 *
 * @param key of the message
 * @param large number of the larger unit
 * @param small number of the smaller unit
 */
public record Lasted(String key, long large, int small) {
  static Lasted of(Duration time) {
    if (time.compareTo(Duration.ofMinutes(1)) < 0) {
      return new Lasted("funnel.time.seconds", time.toSeconds(), 0);
    }
    if (time.compareTo(Duration.ofMinutes(10)) < 0) {
      return new Lasted("funnel.time.minutesSeconds", time.toMinutes(), time.toSecondsPart());
    }
    if (time.compareTo(Duration.ofHours(1)) < 0) {
      return new Lasted("funnel.time.minutes", time.toMinutes(), 0);
    }
    return time.compareTo(Duration.ofDays(1)) < 0
        ? new Lasted("funnel.time.hours", time.toHours(), time.toMinutesPart())
        : new Lasted("funnel.time.days", time.toDays(), time.toHoursPart());
  }
}

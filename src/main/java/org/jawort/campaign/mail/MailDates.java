package org.jawort.campaign.mail;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jawort.platform.Language;

/** Writes moments, and the time between two, as a letter does. */
record MailDates(Language language, ZoneId zone) {
  /** To the minute, with the zone; such as "1. Mai 2026 um 14:05 Uhr (MESZ)". */
  String minute(Instant instant) {
    String pattern =
        switch (language) {
          case DE -> "d. MMMM yyyy 'um' HH:mm 'Uhr' (z)";
          case EN -> "d MMMM yyyy 'at' HH:mm (z)";
        };
    return DateTimeFormatter.ofPattern(pattern, language.locale()).withZone(zone).format(instant);
  }

  /**
   * In the largest unit that it fills, such as "7 Tage". An hour is let go of a day, as it may lack
   * the hour of summer time and the moments until the mail is made, and likewise a minute of an
   * hour.
   */
  String span(Instant from, Instant to) {
    Duration time = Duration.between(from, to);
    long days = time.plusHours(1).toDays();
    long hours = time.plusMinutes(1).toHours();
    boolean german = language == Language.DE;
    if (days > 0) {
      return german ? count(days, "Tag", "Tage") : count(days, "day", "days");
    }
    if (hours > 0) {
      return german ? count(hours, "Stunde", "Stunden") : count(hours, "hour", "hours");
    }
    long minutes = Math.max(1, time.plusSeconds(30).toMinutes());
    return german ? count(minutes, "Minute", "Minuten") : count(minutes, "minute", "minutes");
  }

  private static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}

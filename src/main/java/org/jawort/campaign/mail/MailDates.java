package org.jawort.campaign.mail;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jawort.platform.Language;

/** Writes moments as a letter does. */
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
}

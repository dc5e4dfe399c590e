package org.jawort.transfer.imports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Days and moments as files have them: 31.12.24, 12/31/2024, 2024-12-31 10:00, RFC 3339, and
 * spreadsheets' count of days, 45657.
 */
final class CellDates {
  private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{3,4}(\\.[0-9]+)?");
  private static final Pattern ISO =
      Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[T ]+(.+))?");
  private static final Pattern DOTS =
      Pattern.compile("([0-9]{1,2})\\. ?([0-9]{1,2})\\. ?([0-9]{4}|[0-9]{2})(?:,?[T ]+(.+))?");
  private static final Pattern SLASHES =
      Pattern.compile("([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4}|[0-9]{2})(?:,?[T ]+(.+))?");
  private static final Pattern TIME =
      Pattern.compile(
          "([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?(?: ?([AaPp])\\.?[Mm]\\.?)?(?: ?Uhr)?");
  private static final LocalDate EPOCH = LocalDate.of(1899, 12, 30);
  private static final long SECONDS_OF_DAY = 86_400;
  private static final int CENTURY = 100;
  private static final int NEXT_CENTURY_UNTIL = 40;

  private CellDates() {}

  /** What reading a date led to. */
  sealed interface Read {
    /** It is one. */
    record Moment(LocalDateTime local, @Nullable Instant exact) implements Read {
      /** When it was, in the zone of whoever wrote it. */
      Instant at(ZoneId zone) {
        return exact != null ? exact : local.atZone(zone).toInstant();
      }
    }

    /** Day and month could be either way round. */
    record Ambiguous() implements Read {}

    /** It is none. */
    record Unreadable() implements Read {}
  }

  /**
   * Reads one.
   *
   * @param dayFirst how 3/4/2024 is meant, or null where that is not known
   */
  static Read read(String cell, @Nullable Boolean dayFirst) {
    String text = cell.strip();
    try {
      if (COUNT.matcher(text).matches()) {
        double days = Double.parseDouble(text);
        long seconds = Math.round(days * SECONDS_OF_DAY);
        return moment(EPOCH.atStartOfDay().plusSeconds(seconds));
      }
      return written(text, dayFirst);
    } catch (DateTimeException e) {
      return new Read.Unreadable();
    }
  }

  private static Read written(String text, @Nullable Boolean dayFirst) {
    Matcher iso = ISO.matcher(text);
    if (iso.matches()) {
      Optional<Instant> exact = exact(text);
      if (exact.isPresent()) {
        return new Read.Moment(
            LocalDateTime.ofInstant(exact.get(), java.time.ZoneOffset.UTC), exact.get());
      }
      return with(day(iso.group(1), iso.group(2), iso.group(3)), iso.group(4));
    }
    Matcher dots = DOTS.matcher(text);
    if (dots.matches()) {
      return with(day(dots.group(3), dots.group(2), dots.group(1)), dots.group(4));
    }
    Matcher slashes = SLASHES.matcher(text);
    if (!slashes.matches()) {
      return new Read.Unreadable();
    }
    int first = Integer.parseInt(slashes.group(1));
    int second = Integer.parseInt(slashes.group(2));
    if (dayFirst == null && first <= 12 && second <= 12 && first != second) {
      return new Read.Ambiguous();
    }
    boolean day = first > 12 || (second <= 12 && Boolean.TRUE.equals(dayFirst));
    return with(
        day
            ? day(slashes.group(3), slashes.group(2), slashes.group(1))
            : day(slashes.group(3), slashes.group(1), slashes.group(2)),
        slashes.group(4));
  }

  private static Optional<Instant> exact(String text) {
    try {
      String joined = text.replaceFirst(" +", "T").replaceFirst(" ?UTC$", "Z").replace(" ", "");
      return Optional.of(
          OffsetDateTime.parse(joined.replaceFirst("([+-][0-9]{2})([0-9]{2})$", "$1:$2"))
              .toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static LocalDate day(String year, String month, String day) {
    int number = Integer.parseInt(year);
    if (year.length() == 2) {
      number += number <= NEXT_CENTURY_UNTIL ? 20 * CENTURY : 19 * CENTURY;
    }
    return LocalDate.of(number, Integer.parseInt(month), Integer.parseInt(day));
  }

  private static Read with(LocalDate day, @Nullable String time) {
    if (time == null || time.isBlank()) {
      return moment(day.atStartOfDay());
    }
    Matcher clock = TIME.matcher(time.strip());
    if (!clock.matches()) {
      return new Read.Unreadable();
    }
    int hour = Integer.parseInt(clock.group(1));
    if (clock.group(4) != null) {
      hour = hour % 12 + (clock.group(4).toLowerCase(Locale.ROOT).equals("p") ? 12 : 0);
    }
    int second = clock.group(3) == null ? 0 : Integer.parseInt(clock.group(3));
    return moment(day.atTime(LocalTime.of(hour, Integer.parseInt(clock.group(2)), second)));
  }

  private static Read moment(LocalDateTime local) {
    return local.getYear() < 1900 || local.getYear() > 2199
        ? new Read.Unreadable()
        : new Read.Moment(local, null);
  }
}

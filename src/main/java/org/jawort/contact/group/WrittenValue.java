package org.jawort.contact.group;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers and days as people write them, and as they are kept. */
public final class WrittenValue {
  private static final Pattern NUMBER = Pattern.compile("[-+\u2212]?[0-9]{1,15}([.,][0-9]{1,10})?");

  // A day as browsers send it, and as people write it: 24.12.2026, 24. 12. 2026.
  private static final DateTimeFormatter WRITTEN =
      new DateTimeFormatterBuilder()
          .appendPattern("d.M.uuuu")
          .toFormatter()
          .withChronology(IsoChronology.INSTANCE)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

  private WrittenValue() {}

  /** A number with a point; empty where it is none. */
  public static Optional<String> number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return Optional.empty();
    }
    String plain = text.replace(',', '.').replace('\u2212', '-').replace("+", "");
    return Optional.of(new BigDecimal(plain).toPlainString());
  }

  /** A day as in ISO 8601; empty where it is none of the calendar, or one that nobody means. */
  public static Optional<String> day(String text) {
    try {
      LocalDate day =
          text.indexOf('.') < 0
              ? LocalDate.parse(text)
              : LocalDate.parse(text.replace(" ", ""), WRITTEN);
      return day.isBefore(EARLIEST) || day.isAfter(LATEST)
          ? Optional.empty()
          : Optional.of(day.toString());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}

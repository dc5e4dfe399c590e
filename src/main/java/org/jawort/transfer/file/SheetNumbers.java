package org.jawort.transfer.file;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Numbers of spreadsheets as text: days and times by how their cell shows them. */
final class SheetNumbers {
  private static final Pattern NOT_FORMAT = Pattern.compile("\\[[^\\]]*\\]|\"[^\"]*\"|\\\\.");
  private static final DateTimeFormatter WITH_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
  private static final LocalDateTime EPOCH_1900 = LocalDateTime.of(1899, 12, 30, 0, 0);
  private static final LocalDateTime EPOCH_1904 = LocalDateTime.of(1904, 1, 1, 0, 0);
  private static final double LATEST = 2_958_466;
  private static final long SECONDS_OF_DAY = 86_400;

  private SheetNumbers() {}

  /** Whether a number format shows a day or a time. */
  static boolean isDate(int id, String code) {
    if ((id >= 14 && id <= 22)
        || (id >= 27 && id <= 36)
        || (id >= 45 && id <= 47)
        || (id >= 50 && id <= 58)) {
      return true;
    }
    String bare = NOT_FORMAT.matcher(code).replaceAll("");
    return bare.chars().anyMatch(c -> "dDmMyYhHsS".indexOf(c) >= 0) && bare.indexOf('#') < 0;
  }

  /** A day as in ISO 8601, with its time where it has one; or the number where it is no day. */
  static String day(String number, boolean since1904) {
    double value;
    try {
      value = Double.parseDouble(number);
    } catch (NumberFormatException e) {
      return number;
    }
    if (value < 1 || value > LATEST) {
      return plain(number);
    }
    long seconds = Math.round(value * SECONDS_OF_DAY);
    LocalDateTime moment = (since1904 ? EPOCH_1904 : EPOCH_1900).plus(seconds, ChronoUnit.SECONDS);
    return seconds % SECONDS_OF_DAY == 0
        ? moment.toLocalDate().toString()
        : moment.format(WITH_TIME);
  }

  /** A number with all its digits and no exponent. */
  static String plain(String number) {
    try {
      String text = new BigDecimal(number).toPlainString();
      return text.indexOf('.') < 0 ? text : text.replaceAll("\\.?0+$", "");
    } catch (NumberFormatException e) {
      return number;
    }
  }
}

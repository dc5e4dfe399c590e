package org.jawort.transfer.imports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jawort.contact.address.MobileNumber;

/** What people and spreadsheets make of addresses, numbers and answers, as they were meant. */
final class CellValues {
  private static final Pattern ANGLES = Pattern.compile("<\\s*([^<>]*@[^<>]*?)\\s*>");
  private static final Pattern BETWEEN = Pattern.compile("[;,\\s]+");
  private static final Pattern EXPONENT =
      Pattern.compile("([0-9])(?:[.,]([0-9]+))?[Ee]\\+?([0-9]{1,2})");
  private static final Pattern GROUPED_DE = Pattern.compile("-?[0-9]{1,3}(\\.[0-9]{3})+(,[0-9]+)?");
  private static final Pattern GROUPED_EN = Pattern.compile("-?[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]+)?");
  private static final Set<String> YES =
      Set.of("true", "wahr", "1", "x", "ja", "yes", "j", "y", "on", "1/yes");
  private static final Set<String> NO =
      Set.of("false", "falsch", "0", "nein", "no", "n", "off", "2/no", "-");

  private CellValues() {}

  /**
   * The addresses in a cell: {@code Ada <ada@example.org>}, {@code mailto:…}, or a list of them.
   */
  static List<String> addresses(String cell) {
    String text = cell.strip();
    // Most cells are just that.
    if (text.indexOf('<') < 0
        && text.indexOf(' ') < 0
        && text.indexOf(',') < 0
        && text.indexOf(';') < 0
        && text.indexOf('\n') < 0) {
      return List.of(bare(text));
    }
    var found = new ArrayList<String>();
    Matcher angles = ANGLES.matcher(text);
    while (angles.find()) {
      found.add(bare(angles.group(1)));
    }
    if (found.isEmpty()) {
      for (String part : BETWEEN.split(text)) {
        if (part.indexOf('@') > 0) {
          found.add(bare(part));
        }
      }
    }
    return found.isEmpty() ? List.of(bare(text)) : found.stream().distinct().toList();
  }

  private static String bare(String text) {
    String bare = text.strip();
    if (bare.regionMatches(true, 0, "mailto:", 0, 7)) {
      bare = bare.substring(7);
      int query = bare.indexOf('?');
      bare = query < 0 ? bare : bare.substring(0, query);
    }
    while (bare.length() > 1
        && "\"'".indexOf(bare.charAt(0)) >= 0
        && bare.charAt(bare.length() - 1) == bare.charAt(0)) {
      bare = bare.substring(1, bare.length() - 1);
    }
    return bare.strip();
  }

  /** A number that a spreadsheet wrote with an exponent, where none of its digits are lost. */
  static Optional<String> digits(String cell) {
    Matcher number = EXPONENT.matcher(cell.strip());
    if (!number.matches()) {
      return Optional.of(cell);
    }
    String fraction = number.group(2) == null ? "" : number.group(2);
    int exponent = Integer.parseInt(number.group(3));
    return exponent > fraction.length()
        ? Optional.empty()
        : Optional.of(new BigDecimal(cell.strip().replace(',', '.')).toPlainString());
  }

  /**
   * A mobile number, also one that lost its plus sign or its zero.
   *
   * @param country of national numbers
   */
  static Optional<MobileNumber> mobile(String cell, String country) {
    String text =
        cell.strip().replaceFirst("^'", "").replaceFirst("(?i)^tel:", "").replaceFirst("\\.0$", "");
    Optional<MobileNumber> read = parsed(text, country);
    return read.or(() -> text.matches("[1-9].*") ? parsed("+" + text, country) : Optional.empty())
        .or(() -> text.matches("[1-9].*") ? parsed("0" + text, country) : Optional.empty());
  }

  private static Optional<MobileNumber> parsed(String text, String country) {
    return MobileNumber.parse(text, country) instanceof MobileNumber.Valid(MobileNumber number)
        ? Optional.of(number)
        : Optional.empty();
  }

  /** {@code true} or {@code false}; empty where it is neither. */
  static Optional<String> yesOrNo(String cell) {
    String text = cell.strip().toLowerCase(Locale.ROOT);
    return YES.contains(text)
        ? Optional.of("true")
        : NO.contains(text) ? Optional.of("false") : Optional.empty();
  }

  /** A number without the marks between its thousands and without an exponent. */
  static String number(String cell) {
    String text = cell.strip().replace(" ", "").replace("\u00a0", "").replaceFirst("[€$%]$", "");
    if (GROUPED_DE.matcher(text).matches()
        && (text.indexOf(',') > 0 || text.indexOf('.') != text.lastIndexOf('.'))) {
      return text.replace(".", "");
    }
    if (GROUPED_EN.matcher(text).matches()
        && (text.indexOf('.') > 0 || text.indexOf(',') != text.lastIndexOf(','))) {
      return text.replace(",", "");
    }
    return text.matches("-?[0-9]+([.,][0-9]+)?[Ee][+-]?[0-9]{1,2}")
        ? new BigDecimal(text.replace(',', '.')).stripTrailingZeros().toPlainString()
        : text;
  }
}

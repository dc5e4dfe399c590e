package org.jawort.platform;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table as CSV (RFC 4180): commas, CRLF, every cell in quotation marks. In UTF-8 with a byte
 * order mark, without which Excel takes it for another encoding.
 */
public final class Csv {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * What a spreadsheet takes for the beginning of a formula, also in the letters of full width that
   * some take for the usual ones: at the beginning of a cell, and behind what parts cells or rows
   * for one that expects semicolons or tabs and so does not see the quotation marks.
   */
  private static final Pattern FORMULA =
      Pattern.compile(
          "(?:^|(?<=[;\t\r\n]))(?=[\\s\u00a0\"']*[=+\\-@\uff1d\uff0b\uff0d\uff20]|\\A[\t\r\n])");

  private final StringBuilder text = new StringBuilder(BYTE_ORDER_MARK);

  /** Begins with the heading. */
  public Csv(String... heading) {
    row(List.of(heading));
  }

  /** Adds a row. */
  public Csv row(@Nullable Object... cells) {
    return row(java.util.Arrays.asList(cells));
  }

  private Csv row(List<? extends @Nullable Object> cells) {
    text.append(line(cells));
    return this;
  }

  /** A row by itself, for a file that is too large to be put together in memory. */
  public static String line(List<? extends @Nullable Object> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\r\n";
  }

  private static String cell(@Nullable Object value) {
    String said = value == null ? "" : value.toString();
    // An apostrophe makes it a text; the JSON beside it has it without.
    String text = value instanceof Number ? said : FORMULA.matcher(said).replaceAll("'");
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  /** The file. */
  public byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}

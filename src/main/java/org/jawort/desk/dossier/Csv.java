package org.jawort.desk.dossier;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table as CSV (RFC 4180): commas, CRLF, every cell in quotation marks. In UTF-8 with a byte
 * order mark, without which Excel takes it for another encoding.
 */
public final class Csv {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** What a spreadsheet takes for the beginning of a formula. */
  private static final String BEGINNINGS = "=+-@\t\r\n";

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
    boolean formula = !said.isEmpty() && BEGINNINGS.indexOf(said.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + said.replace("\"", "\"\"") + '"';
  }

  /** The file. */
  public byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}

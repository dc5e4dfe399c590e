package org.jawort.transfer.file;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A row as CSV (RFC 4180) that no spreadsheet takes for a formula. */
public final class CsvLine {
  /** Begins a file, so that Excel reads it as UTF-8. */
  public static final String MARK = "\uFEFF";

  /**
   * How a formula begins, in letters of full width as well; also behind what parts cells for a
   * spreadsheet that expects semicolons or tabs and so does not see the quotation marks.
   */
  private static final Pattern FORMULA =
      Pattern.compile(
          "(?:^|(?<=[;\t\r\n]))(?=[\\s\u00a0\"']*[=+\\-@\uff1d\uff0b\uff0d\uff20]|\\A[\t\r\n])");

  private CsvLine() {}

  /** Every cell in quotation marks, with the end of the line. */
  public static String of(List<String> cells) {
    return cells.stream()
            .map(cell -> '"' + FORMULA.matcher(cell).replaceAll("'").replace("\"", "\"\"") + '"')
            .collect(Collectors.joining(","))
        + "\r\n";
  }
}

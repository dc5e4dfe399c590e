package org.jawort.transfer.file;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a CSV file is to be read, as its beginning tells.
 *
 * @param named whether its first line is {@code sep=;}, which Excel writes and is no row
 */
record CsvShape(char delimiter, boolean named) {
  private static final char[] DELIMITERS = {';', ',', '\t', '|'};
  private static final int ROWS = 50;

  /** Looks at the beginning of a file. */
  static CsvShape of(String head) throws IOException {
    if (head.length() > 4 && head.regionMatches(true, 0, "sep=", 0, 4)) {
      char c = head.charAt(4);
      if (head.length() == 5 || head.charAt(5) == '\n' || head.charAt(5) == '\r') {
        return new CsvShape(c, true);
      }
    }
    char best = DELIMITERS[0];
    double most = 0;
    for (char delimiter : DELIMITERS) {
      double score = score(head, delimiter);
      if (score > most) {
        best = delimiter;
        most = score;
      }
    }
    return new CsvShape(best, false);
  }

  /** The more rows have the same number of cells, and the more cells, the better. */
  private static double score(String head, char delimiter) throws IOException {
    var widths = new HashMap<Integer, Integer>();
    int rows = 0;
    try (var reader = new CsvReader(new StringReader(head), delimiter)) {
      @Nullable TableRow row = reader.next();
      while (row != null && rows < ROWS) {
        @Nullable TableRow next = reader.next();
        // The last row may be cut off in its middle.
        if (next != null || rows == 0) {
          widths.merge(row.cells().size(), 1, Integer::sum);
          rows++;
        }
        row = next;
      }
    }
    int width = 0;
    int same = 0;
    for (Map.Entry<Integer, Integer> one : widths.entrySet()) {
      if (one.getValue() > same) {
        same = one.getValue();
        width = one.getKey();
      }
    }
    return width < 2 ? 0 : (double) same / rows + Math.min(width, 20) / 1000.0;
  }
}

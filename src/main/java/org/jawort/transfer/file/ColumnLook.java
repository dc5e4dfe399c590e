package org.jawort.transfer.file;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Looks at what stands in a column, row by row. */
final class ColumnLook {
  private static final int SAMPLES = 5;
  private static final int LONGEST = 80;

  private final String header;
  private final Set<String> samples = new LinkedHashSet<>();
  private int filled;
  private int dayFirst;
  private int monthFirst;
  private int either;

  ColumnLook(String header) {
    this.header = header;
  }

  void take(String cell) {
    if (cell.isBlank()) {
      return;
    }
    filled++;
    if (samples.size() < SAMPLES) {
      String text = cell.strip();
      samples.add(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
    }
    look(cell);
  }

  /** 1/2/24, with what may stand behind it. */
  private void look(String cell) {
    int first = 0;
    int second = 0;
    int at = 0;
    while (at < cell.length() && at < 3 && isDigit(cell.charAt(at))) {
      first = first * 10 + cell.charAt(at++) - '0';
    }
    if (at == 0 || at > 2 || at == cell.length()) {
      return;
    }
    char between = cell.charAt(at++);
    int begin = at;
    while (at < cell.length() && at < begin + 3 && isDigit(cell.charAt(at))) {
      second = second * 10 + cell.charAt(at++) - '0';
    }
    boolean date =
        (between == '/' || between == '-')
            && at > begin
            && at - begin <= 2
            && at < cell.length() - 1
            && cell.charAt(at) == between
            && isDigit(cell.charAt(at + 1));
    if (!date) {
      return;
    }
    if (first > 12 && second <= 12) {
      dayFirst++;
    } else if (second > 12 && first <= 12) {
      monthFirst++;
    } else if (first <= 12 && first != second) {
      either++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  FileShape.Column column() {
    return new FileShape.Column(
        header, List.copyOf(samples), filled, new FileShape.Days(dayFirst, monthFirst, either));
  }
}

package org.jawort.transfer.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds out whether a first row names the columns, and puts those of several tables together. */
final class Headers {
  /** What stands in a row of data and in no header: an address, a number, a date. */
  private static final Pattern VALUE =
      Pattern.compile(".*\\S@\\S+\\.\\S.*|[+(]?[0-9][0-9 ()./:,+-]*");

  private Headers() {}

  static boolean isHeader(TableRow first) {
    List<String> filled =
        first.cells().stream().map(String::strip).filter(c -> !c.isEmpty()).toList();
    return !filled.isEmpty() && filled.stream().noneMatch(cell -> VALUE.matcher(cell).matches());
  }

  /** For each of a table's columns its place among all; those of one name are one. */
  static List<Integer> columns(
      TableRow first, boolean header, List<ColumnLook> looks, Map<String, Integer> known)
      throws FileException {
    int width = first.cells().size();
    // Excel leaves delimiters behind where there once was something.
    while (header && width > 1 && first.cell(width - 1).isBlank()) {
      width--;
    }
    if (width > CsvReader.MOST_COLUMNS) {
      throw new FileException(
          FileException.Reason.COLUMNS,
          String.valueOf(width),
          String.valueOf(CsvReader.MOST_COLUMNS));
    }
    var columns = new ArrayList<Integer>();
    for (int i = 0; i < width; i++) {
      String name = header ? first.cell(i).strip().replaceAll("\\s+", " ") : "";
      if (name.length() > 100) {
        name = name.substring(0, 100);
      }
      String unique = unique(name.isEmpty() ? "#" + (i + 1) : name, columns, known);
      Integer place = known.get(unique);
      if (place == null) {
        place = looks.size();
        known.put(unique, place);
        looks.add(new ColumnLook(header ? name : ""));
      }
      columns.add(place);
    }
    if (looks.size() > CsvReader.MOST_COLUMNS) {
      throw new FileException(
          FileException.Reason.COLUMNS,
          String.valueOf(looks.size()),
          String.valueOf(CsvReader.MOST_COLUMNS));
    }
    return columns;
  }

  /** Two columns of one name in one table stay two. */
  private static String unique(String name, List<Integer> taken, Map<String, Integer> known) {
    String key = name.toLowerCase(Locale.ROOT);
    for (int again = 2; known.containsKey(key) && taken.contains(known.get(key)); again++) {
      key = name.toLowerCase(Locale.ROOT) + " " + again;
    }
    return key;
  }
}

package org.jawort.transfer.file;

import java.util.List;

/**
 * What a file is: its tables, and the columns of all of them together.
 *
 * @param rows that are neither empty nor a header
 */
public record FileShape(Format format, List<Table> tables, List<Column> columns, int rows) {
  /** What it is. */
  public enum Format {
    /** Text with delimiters. */
    CSV,
    /** A workbook of Excel or of those that write the same. */
    XLSX,
    /** Several CSV files in one. */
    ZIP
  }

  /** Copies the lists. */
  public FileShape {
    tables = List.copyOf(tables);
    columns = List.copyOf(columns);
  }

  /**
   * A column as it looks over the whole file.
   *
   * @param header or empty where the table has none
   * @param samples the first few that differ
   * @param filled how many rows have something there
   * @param days how its dates are written
   */
  public record Column(String header, List<String> samples, int filled, Days days) {
    /** Copies the samples. */
    public Column {
      samples = List.copyOf(samples);
    }
  }

  /**
   * How many dates such as 3/4/2024 can only be read with the day first, only with the month first,
   * and either way.
   */
  public record Days(int dayFirst, int monthFirst, int either) {
    /** Whether nothing in the whole column says which way it is. */
    public boolean open() {
      return either > 0 && dayFirst == 0 && monthFirst == 0;
    }

    /** Whether both ways stand in one column. */
    public boolean mixed() {
      return dayFirst > 0 && monthFirst > 0;
    }
  }
}

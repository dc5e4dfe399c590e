package org.jawort.transfer.file;

import java.util.List;

/**
 * One table of a file, as its reading found it.
 *
 * @param name of the file in a ZIP; empty where the upload itself is the table
 * @param encoding or empty for a spreadsheet
 * @param delimiter between cells; empty for a spreadsheet
 * @param named whether the first line says what the delimiter is
 * @param header whether the first row names the columns
 * @param columns to which of the file's columns each of its own belongs
 */
public record Table(
    String name,
    String encoding,
    String delimiter,
    boolean named,
    boolean header,
    List<Integer> columns) {
  /** Copies the list. */
  public Table {
    columns = List.copyOf(columns);
  }
}

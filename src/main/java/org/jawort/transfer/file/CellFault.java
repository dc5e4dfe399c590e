package org.jawort.transfer.file;

/**
 * What was wrong with how a row stood in the file.
 *
 * @param column from 0, or -1 for the row as a whole
 */
public record CellFault(int column, Kind kind) {
  /** What it was. */
  public enum Kind {
    /** Bytes of another encoding than the file's; they were read as Windows-1252. */
    MIXED_ENCODING,
    /** Longer than any cell of a spreadsheet may be; the row is not to be taken. */
    CELL_TOO_LONG,
    /** A quote that is never closed; the row is not to be taken. */
    OPEN_QUOTE,
    /** More cells than there are columns, and something in them. */
    TOO_MANY_CELLS,
    /** A formula that came to an error, such as #N/A. */
    FORMULA_ERROR,
    /** The header once more. */
    HEADER_AGAIN;

    /** Whether nothing of the row can be relied on. */
    public boolean spoilsRow() {
      return this == CELL_TOO_LONG || this == OPEN_QUOTE || this == HEADER_AGAIN;
    }
  }
}

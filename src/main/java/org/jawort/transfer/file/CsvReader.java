package org.jawort.transfer.file;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV as RFC 4180 has it and as people write it: any delimiter, quotes with line breaks and
 * doubled quotes in them, any of the three line ends. Whatever a file does, it keeps within bounds:
 * a cell that is too long is named and the reader goes on behind it (ADR 0066).
 */
final class CsvReader implements TableReader {
  /** Most characters of a cell; a spreadsheet allows 32,767. */
  static final int LONGEST_CELL = 100_000;

  /** Most columns of a table. */
  static final int MOST_COLUMNS = 500;

  /** A row of so many cells was never meant as one. */
  private static final int MOST_CELLS = 100_000;

  private static final int END = -1;

  private final Reader in;
  private final char delimiter;
  private final char[] buffer = new char[1 << 15];
  private int at;
  private int end;
  private int line;
  private final StringBuilder cell = new StringBuilder();
  private final List<String> cells = new ArrayList<>();
  private final List<CellFault> faults = new ArrayList<>();
  private boolean tooLong;
  private boolean foreign;

  CsvReader(Reader in, char delimiter) {
    this.in = in;
    this.delimiter = delimiter;
  }

  @Override
  public @Nullable TableRow next() throws IOException {
    if (peek() == END) {
      return null;
    }
    line++;
    cells.clear();
    faults.clear();
    int stop;
    do {
      stop = peek() == '"' ? quoted() : bare();
      finish();
      if (cells.size() > MOST_CELLS) {
        throw new FileException(
            FileException.Reason.COLUMNS,
            String.valueOf(cells.size()),
            String.valueOf(MOST_COLUMNS));
      }
    } while (stop == delimiter);
    if (stop == '\r' && peek() == '\n') {
      at++;
    }
    return new TableRow(line, cells, faults);
  }

  private int bare() throws IOException {
    while (true) {
      int c = read();
      if (c == END || c == delimiter || c == '\n' || c == '\r') {
        return c;
      }
      keep((char) c);
    }
  }

  private int quoted() throws IOException {
    at++;
    while (true) {
      int c = read();
      if (c == END) {
        faults.add(new CellFault(cells.size(), CellFault.Kind.OPEN_QUOTE));
        return END;
      }
      if (c != '"') {
        keep((char) c);
      } else if (peek() == '"') {
        at++;
        keep('"');
      } else {
        // What stands behind the closing quote belongs to the cell, as spreadsheets read it.
        return bare();
      }
    }
  }

  private void keep(char c) {
    if (cell.length() >= LONGEST_CELL) {
      tooLong = true;
      return;
    }
    boolean other = TextDecoder.isForeign(c);
    foreign |= other;
    cell.append(other ? TextDecoder.mended(c) : c);
  }

  private void finish() {
    if (tooLong) {
      faults.add(new CellFault(cells.size(), CellFault.Kind.CELL_TOO_LONG));
      cell.setLength(0);
    }
    if (foreign) {
      faults.add(new CellFault(cells.size(), CellFault.Kind.MIXED_ENCODING));
    }
    cells.add(cell.toString());
    cell.setLength(0);
    tooLong = false;
    foreign = false;
  }

  private int peek() throws IOException {
    return at < end || fill() ? buffer[at] : END;
  }

  private int read() throws IOException {
    return at < end || fill() ? buffer[at++] : END;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer, 0, buffer.length));
    return end > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

package org.jawort.transfer.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rows of a file, table after table, each with its cells in the file's columns. */
public final class FileRows implements Closeable {
  private final TableOpening opening;
  private final FileShape shape;
  private int table = -1;
  private int number;
  private @Nullable TableReader reader;
  private List<String> header = List.of();

  FileRows(TableOpening opening, FileShape shape) {
    this.opening = opening;
    this.shape = shape;
  }

  /**
   * A row of the file.
   *
   * @param number among all rows of the file, from 1
   * @param table in which it stands
   * @param row with its cells in the file's columns
   */
  public record Numbered(int number, int table, TableRow row) {}

  /** The next row, or null at the end. */
  public @Nullable Numbered next() throws IOException {
    while (true) {
      if (reader == null && !openNext()) {
        return null;
      }
      @Nullable TableRow row = reader == null ? null : reader.next();
      if (row == null) {
        close();
      } else if (!row.isBlank() || !row.faults().isEmpty()) {
        return new Numbered(++number, table, placed(row));
      }
    }
  }

  private boolean openNext() throws IOException {
    if (table + 1 >= shape.tables().size()) {
      return false;
    }
    table++;
    reader = opening.of(shape.tables().get(table));
    header = List.of();
    while (shape.tables().get(table).header() && header.isEmpty()) {
      @Nullable TableRow first = reader.next();
      if (first == null) {
        break;
      }
      header = first.isBlank() ? List.of() : bare(first);
    }
    return true;
  }

  private static List<String> bare(TableRow row) {
    var cells = new ArrayList<String>();
    row.cells().forEach(cell -> cells.add(cell.strip().toLowerCase(Locale.ROOT)));
    while (!cells.isEmpty() && cells.getLast().isEmpty()) {
      cells.removeLast();
    }
    return cells;
  }

  private TableRow placed(TableRow row) {
    List<Integer> columns = shape.tables().get(table).columns();
    var cells = new ArrayList<String>(shape.columns().size());
    for (int i = 0; i < shape.columns().size(); i++) {
      cells.add("");
    }
    var faults = new ArrayList<CellFault>();
    for (CellFault fault : row.faults()) {
      boolean known = fault.column() >= 0 && fault.column() < columns.size();
      faults.add(new CellFault(known ? columns.get(fault.column()) : -1, fault.kind()));
    }
    for (int i = 0; i < columns.size(); i++) {
      cells.set(columns.get(i), row.cell(i));
    }
    for (int i = columns.size(); i < row.cells().size(); i++) {
      if (!row.cell(i).isBlank()) {
        faults.add(new CellFault(-1, CellFault.Kind.TOO_MANY_CELLS));
        break;
      }
    }
    if (!header.isEmpty() && bare(row).equals(header)) {
      faults.add(new CellFault(-1, CellFault.Kind.HEADER_AGAIN));
    }
    return new TableRow(row.line(), cells, faults);
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}

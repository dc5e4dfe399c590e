package org.jawort.transfer.file;

import java.util.List;

/**
 * A row of a table.
 *
 * @param line as a spreadsheet counts it, from 1, the header among them
 * @param cells as text; those that are missing at the end are missing here
 * @param faults of this row
 */
public record TableRow(int line, List<String> cells, List<CellFault> faults) {
  /** Copies the lists. */
  public TableRow {
    cells = List.copyOf(cells);
    faults = List.copyOf(faults);
  }

  /** The cell of a column; empty where there is none. */
  public String cell(int column) {
    return column < cells.size() ? cells.get(column) : "";
  }

  /** Whether nothing stands in it. */
  public boolean isBlank() {
    return cells.stream().allMatch(String::isBlank);
  }
}

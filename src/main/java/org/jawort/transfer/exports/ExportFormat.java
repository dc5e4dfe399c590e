package org.jawort.transfer.exports;

/** What the file is. */
public enum ExportFormat {
  /** RFC 4180, as spreadsheets take it; nothing in it is taken for a formula. */
  CSV("csv", "text/csv;charset=utf-8"),
  /** A workbook; all cells are texts. */
  XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  /** An object on each line, for programs. */
  JSONL("jsonl", "application/jsonl");

  private final String ending;
  private final String type;

  ExportFormat(String ending, String type) {
    this.ending = ending;
    this.type = type;
  }

  /** The ending of the file's name. */
  public String ending() {
    return ending;
  }

  /** Its media type. */
  public String type() {
    return type;
  }
}

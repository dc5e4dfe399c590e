package org.jawort.transfer.file;

import java.io.IOException;
import java.util.List;

/** The file cannot be read as a table; says why, in a word and numbers of its own. */
public final class FileException extends IOException {
  /** Why a whole file is refused. */
  public enum Reason {
    /** There is nothing in it. */
    EMPTY,
    /** It is neither text nor a spreadsheet: a picture, a PDF, a program. */
    BINARY,
    /** A spreadsheet of Excel 97 to 2003. */
    OLD_EXCEL,
    /** It is protected by a password. */
    PROTECTED,
    /** More columns than are read. */
    COLUMNS,
    /** What is packed in it is far larger than anybody's table: a zip bomb. */
    BOMB,
    /** It is damaged, or ends in the middle. */
    DAMAGED,
    /** A ZIP without any table. */
    NO_TABLE
  }

  private final Reason reason;
  private final transient List<String> arguments;

  /** For that reason, with what its sentence names. */
  public FileException(Reason reason, String... arguments) {
    super(reason.name());
    this.reason = reason;
    this.arguments = List.of(arguments);
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** Numbers and names for the sentence. */
  public List<String> arguments() {
    return arguments;
  }
}

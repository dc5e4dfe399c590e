package org.jawort.transfer.imports;

import java.util.List;

/** What became of an upload. */
public sealed interface UploadOutcome {
  /** The file is here and was looked at. */
  record Taken(ImportId id) implements UploadOutcome {}

  /**
   * It is no table, or too large; nothing of it is kept.
   *
   * @param reason last part of the key of a message
   * @param arguments for its placeholders
   */
  record Refused(String reason, List<String> arguments) implements UploadOutcome {
    /** Copies the arguments. */
    public Refused {
      arguments = List.copyOf(arguments);
    }
  }
}

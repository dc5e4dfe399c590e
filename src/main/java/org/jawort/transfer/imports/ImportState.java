package org.jawort.transfer.imports;

/** Where an import stands. */
public enum ImportState {
  /** The file is still coming in, or never came in whole. */
  UPLOADING,
  /** It is to be said what its columns are. */
  MAPPING,
  /** It is looked at what each row would come to. */
  CHECKING,
  /** That is known; nothing has changed yet. */
  CHECKED,
  /** The rows are taken over. */
  RUNNING,
  /** All rows are. */
  DONE,
  /** Somebody ended it before its end; what was taken over stays until it is undone. */
  STOPPED,
  /** What was taken over is taken back. */
  UNDOING,
  /** All that could be was taken back. */
  UNDONE
}

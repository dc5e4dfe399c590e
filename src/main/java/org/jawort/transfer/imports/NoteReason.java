package org.jawort.transfer.imports;

import java.util.Map;
import java.util.Optional;
import org.jawort.transfer.file.CellFault;

/** What is said of a row, or of one of its cells. */
public enum NoteReason {
  /** Neither address nor number. */
  NO_ADDRESS(true),
  /** What stands there is no e-mail address. */
  EMAIL_INVALID(true),
  /** A cell longer than any may be. */
  CELL_TOO_LONG(true),
  /** A quote that is never closed. */
  OPEN_QUOTE(true),
  /** The header once more. */
  HEADER_AGAIN(true),
  /** It belongs to a trial, which ends with all that is in it. */
  TRIAL(true),
  /** The address is on the suppression list: somebody wanted never to be written to again. */
  SUPPRESSED(true),
  /** The same address stood further up; what that row left open was filled. */
  DUPLICATE(false),
  /** Several addresses in one cell: the first was taken. */
  SEVERAL_ADDRESSES(false),
  /** What stands there is no mobile number; it was left out. */
  MOBILE_INVALID(false),
  /** A spreadsheet rounded the number, and its digits are lost. */
  MOBILE_ROUNDED(false),
  /** Another contact has the number. */
  MOBILE_TAKEN(false),
  /** No date, or none of the calendar. */
  DATE_UNREADABLE(false),
  /** Day and month could be either way round. */
  DATE_AMBIGUOUS(false),
  /** Not what the field holds. */
  VALUE_UNREADABLE(false),
  /** Too long, and left out. */
  VALUE_TOO_LONG(false),
  /** No language of ours. */
  LANGUAGE_UNKNOWN(false),
  /** A word for a status that nobody knows. */
  STATUS_UNKNOWN(false),
  /** Bytes of another encoding. */
  MIXED_ENCODING(false),
  /** More cells than columns. */
  TOO_MANY_CELLS(false),
  /** A formula that came to an error. */
  FORMULA_ERROR(false),
  /** It claims a consent without the evidence that the tenant asks for. */
  CONSENT_WITHOUT_EVIDENCE(false),
  /** It claims a consent, and they said no before. */
  NO_STANDS(false),
  /** It claims a consent, and the address is blocked here. */
  BLOCK_STANDS(false),
  /** It says that they unsubscribed, before they consented here. */
  OLDER_NO(false);

  private static final Map<CellFault.Kind, NoteReason> FAULTS =
      Map.of(
          CellFault.Kind.MIXED_ENCODING, MIXED_ENCODING,
          CellFault.Kind.CELL_TOO_LONG, CELL_TOO_LONG,
          CellFault.Kind.OPEN_QUOTE, OPEN_QUOTE,
          CellFault.Kind.TOO_MANY_CELLS, TOO_MANY_CELLS,
          CellFault.Kind.FORMULA_ERROR, FORMULA_ERROR,
          CellFault.Kind.HEADER_AGAIN, HEADER_AGAIN);

  private final boolean refuses;

  NoteReason(boolean refuses) {
    this.refuses = refuses;
  }

  /** Whether the row is not taken. */
  public boolean refuses() {
    return refuses;
  }

  /** The one for what was wrong in the file. */
  static NoteReason of(CellFault.Kind fault) {
    return Optional.ofNullable(FAULTS.get(fault)).orElseThrow();
  }
}

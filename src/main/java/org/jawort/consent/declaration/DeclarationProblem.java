package org.jawort.consent.declaration;

/**
 * What is missing in a declaration, or wrong with it.
 *
 * <p>Each has the name of the part that it is about.
 */
public enum DeclarationProblem {
  /** In what form it was given. */
  BASIS("basis"),
  /** When it was said. */
  TIME("at"),
  /** It lies in the future. */
  FUTURE("at"),
  /** It lies before 1990. */
  TOO_EARLY("at"),
  /** Who said it. */
  SAID_BY("saidBy"),
  /** Who heard or received it. */
  TAKEN_BY("takenBy"),
  /** On which occasion. */
  OCCASION("occasion"),
  /** The words that were read out or shown. */
  WORDING("wording"),
  /** The purpose has no such version of its wording. */
  WORDING_UNKNOWN("wording"),
  /** That version did not exist yet when it was said. */
  WORDING_LATER("wording"),
  /** Number or date of the contract. */
  CONTRACT("reference"),
  /** The scan, or where the original is kept. */
  ORIGINAL("reference"),
  /** A note that explains it. */
  NOTE("note"),
  /** The tenant has no such file. */
  FILE_UNKNOWN("file"),
  /** For which company's calls (§ 7a UWG). */
  COMPANY("company"),
  /** What the calls may be about (§ 7a UWG). */
  SCOPE("scope"),
  /** In what manner it was given (§ 7a UWG). */
  MANNER("manner"),
  /** The day on which to ask again is past. */
  DAY_PAST("askAgain"),
  /** The day on which to ask again. */
  DAY("askAgain");

  private final String part;

  DeclarationProblem(String part) {
    this.part = part;
  }

  /** The part of the declaration that it is about, as {@link Declaration} calls it. */
  public String part() {
    return part;
  }
}

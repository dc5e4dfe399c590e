package org.jawort.consent;

/**
 * What is missing in a stated basis, or wrong with it.
 *
 * <p>Each has the name of the part that it is about.
 */
public enum AskingLack {
  /** None was stated. */
  BASIS("basis"),
  /** Nobody may be asked on it. */
  DOES_NOT_CARRY("basis"),
  /** It says too little without a note. */
  NOTE("basisNote"),
  /** It must be said when it was. */
  TIME("askedAt"),
  /** It lies in the future. */
  FUTURE("askedAt");

  private final String part;

  AskingLack(String part) {
    this.part = part;
  }

  /** The part of the statement that it is about, as pages and API call it. */
  public String part() {
    return part;
  }
}

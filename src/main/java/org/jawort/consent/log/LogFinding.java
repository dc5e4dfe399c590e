package org.jawort.consent.log;

/**
 * Something that was found about the log.
 *
 * @param text a line, in which nothing is named but by ids and numbers
 */
public record LogFinding(Kind kind, String text) {
  /** How it is to be taken. */
  public enum Kind {
    /** All is well. */
    GOOD,
    /** Worth knowing. */
    NOTE,
    /** Something is wrong. */
    BAD
  }

  static LogFinding good(String text, Object... arguments) {
    return new LogFinding(Kind.GOOD, text.formatted(arguments));
  }

  static LogFinding note(String text, Object... arguments) {
    return new LogFinding(Kind.NOTE, text.formatted(arguments));
  }

  static LogFinding bad(String text, Object... arguments) {
    return new LogFinding(Kind.BAD, text.formatted(arguments));
  }
}

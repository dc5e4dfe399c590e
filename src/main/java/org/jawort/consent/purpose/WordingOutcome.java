package org.jawort.consent.purpose;

/** What became of a new version of a wording. */
public sealed interface WordingOutcome {
  /** It is shown from now on. */
  record Done(Wording wording) implements WordingOutcome {}

  /** It says what the latest version says, of the same purpose; nothing was written. */
  record Same(Wording latest) implements WordingOutcome {}

  /** Somebody else wrote a version in the meantime; nothing was written. */
  record Overtaken(Wording latest) implements WordingOutcome {}
}

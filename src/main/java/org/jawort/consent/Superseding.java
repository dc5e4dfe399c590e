package org.jawort.consent;

/** What became of a new version of a wording. */
public sealed interface Superseding {
  /** It is shown from now on. */
  record Done(Wording wording) implements Superseding {}

  /** It says what the latest version says; nothing was written. */
  record Same(Wording latest) implements Superseding {}

  /** Somebody else wrote a version in the meantime; nothing was written. */
  record Overtaken(Wording latest) implements Superseding {}
}

package org.jawort.consent.log;

/**
 * The log in the database is not what was signed before, so nothing is signed over it. The message
 * says in a line what was found and what to do, and holds nothing personal.
 */
public final class SealingStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean restored;

  private SealingStoppedException(String message, boolean restored) {
    super(message, null, false, false);
    this.restored = restored;
  }

  /** The log is sound in itself, and yet not what was signed before: it can be accepted. */
  static SealingStoppedException restored(String what) {
    return new SealingStoppedException(
        what
            + " The database was restored from an older backup, or rows were removed from it."
            + " Restore the newest state; if what is missing is lost for good, let the log begin"
            + " anew from here: jawort log accept-restore",
        true);
  }

  /** The log is damaged. */
  static SealingStoppedException damaged(String what) {
    return new SealingStoppedException(what, false);
  }

  /** Tells whether the operator may accept it. */
  boolean canBeAccepted() {
    return restored;
  }
}

package org.jawort.consent;

/** What became of the wish of staff to set or lift their mail block. */
public enum BlockOutcome {
  /** It is so now, and stands in the history. */
  DONE,
  /** A block stands that must not be weakened, or there is none of staff to lift. */
  UNCHANGED,
  /** The tenant has no such contact point. */
  UNKNOWN
}

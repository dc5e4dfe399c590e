package org.jawort.consent.ecg;

/** What came of loading a list. */
public sealed interface EcgLoadOutcome {
  /** It holds from now on. */
  record Loaded(EcgList list) implements EcgLoadOutcome {}

  /** The one that was loaded before holds on. */
  record Refused(NoList why) implements EcgLoadOutcome {}

  /** Why a file is no such list. */
  enum NoList {
    /** There is nothing in it. */
    EMPTY,
    /** It has more than any such list. */
    TOO_BIG,
    /** It is written in letters, such as a table of addresses; hashes are not. */
    TEXT,
    /** Its length is no multiple of 20, so that a part of it is missing. */
    CUT_OFF,
    /**
     * More than half of what is listed is missing from it: whoever looks at it may load it all the
     * same, but by itself it does not take the place of the other.
     */
    SHRUNK
  }
}

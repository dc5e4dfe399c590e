package org.jawort.contact.group;

import java.util.List;

/** What became of the wish to rename or delete a group or a field. */
public sealed interface GroupOrFieldOutcome {
  /** It has its new name. */
  record Renamed() implements GroupOrFieldOutcome {}

  /** Another one has that name, however it is written; nothing was changed. */
  record Taken() implements GroupOrFieldOutcome {}

  /**
   * It is gone.
   *
   * @param holders contacts that were in it, or had something in it
   */
  record Deleted(long holders) implements GroupOrFieldOutcome {}

  /**
   * Something relies on it; nothing was changed.
   *
   * @param by names of what does
   */
  record InUse(List<String> by) implements GroupOrFieldOutcome {
    /** Copies the names. */
    public InUse {
      by = List.copyOf(by);
    }
  }

  /** The tenant has none of that id. */
  record Unknown() implements GroupOrFieldOutcome {}
}

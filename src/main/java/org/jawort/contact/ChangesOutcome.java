package org.jawort.contact;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was found from a position on. */
public sealed interface ChangesOutcome {
  /**
   * Some of it.
   *
   * @param changes each contact once; it may have come before
   * @param next from which to go on
   * @param more whether there is more already
   */
  record Found(List<Change> changes, ChangePosition next, boolean more) implements ChangesOutcome {
    /** Copies the list. */
    public Found {
      changes = List.copyOf(changes);
    }
  }

  /** Changes since then are not kept any more. */
  record TooOld() implements ChangesOutcome {}

  /** The position is of another database, or of one that was set back since. */
  record Elsewhere() implements ChangesOutcome {}

  /**
   * A contact to whom something happened.
   *
   * @param at when, or null on the first way past all contacts
   * @param card how it stands now, or null where it is gone
   */
  record Change(ContactId contact, @Nullable Instant at, @Nullable ContactCard card) {}
}

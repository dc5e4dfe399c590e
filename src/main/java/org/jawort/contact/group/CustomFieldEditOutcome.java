package org.jawort.contact.group;

import java.util.List;

/** What became of the wish to change a tenant's own field. */
public sealed interface CustomFieldEditOutcome {
  /** It is so now. */
  record Saved() implements CustomFieldEditOutcome {}

  /** Another one has that name, however it is written; nothing was changed. */
  record Taken() implements CustomFieldEditOutcome {}

  /**
   * Contacts have something in it, which might not be of the other type; nothing was changed.
   *
   * @param holders how many
   */
  record Filled(long holders) implements CustomFieldEditOutcome {}

  /**
   * Something relies on its type; nothing was changed.
   *
   * @param by names of what does
   */
  record InUse(List<String> by) implements CustomFieldEditOutcome {
    /** Copies the names. */
    public InUse {
      by = List.copyOf(by);
    }
  }

  /** The tenant has none of that id. */
  record Unknown() implements CustomFieldEditOutcome {}
}

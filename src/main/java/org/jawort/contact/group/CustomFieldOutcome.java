package org.jawort.contact.group;

import java.util.List;

/** What became of the wish to write fields of a contact. */
public sealed interface CustomFieldOutcome {
  /**
   * They are written.
   *
   * @param changed how many
   */
  record Done(int changed) implements CustomFieldOutcome {}

  /**
   * Somebody else changed some of them since they were shown; nothing was written.
   *
   * @param standing what stands in those now
   */
  record Overtaken(List<CustomFieldValue> standing) implements CustomFieldOutcome {
    /** Copies the list. */
    public Overtaken {
      standing = List.copyOf(standing);
    }
  }

  /** The tenant has no such contact. */
  record Unknown() implements CustomFieldOutcome {}
}

package org.jawort.contact;

import java.util.List;

/** What became of the wish to write fields of a contact. */
public sealed interface FieldsWritten {
  /**
   * They are written.
   *
   * @param changed how many
   */
  record Done(int changed) implements FieldsWritten {}

  /**
   * Somebody else changed some of them since they were shown; nothing was written.
   *
   * @param standing what stands in those now
   */
  record Overtaken(List<FieldValue> standing) implements FieldsWritten {
    /** Copies the list. */
    public Overtaken {
      standing = List.copyOf(standing);
    }
  }

  /** The tenant has no such contact. */
  record Unknown() implements FieldsWritten {}
}

package org.jawort.contact.group;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a contact has in a field.
 *
 * @param value empty where there is nothing
 * @param changedAt when it was written, or null
 */
public record CustomFieldValue(CustomField field, String value, @Nullable Instant changedAt) {
  /** Longest value, in characters. */
  public static final int LONGEST = 200;
}

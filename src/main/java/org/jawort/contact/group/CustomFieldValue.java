package org.jawort.contact.group;

import java.time.Instant;
import java.time.LocalDate;
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

  /** The day that stands there, or null. */
  public @Nullable LocalDate day() {
    return field.type() == CustomFieldType.DATE && WrittenValue.day(value).isPresent()
        ? LocalDate.parse(value)
        : null;
  }

  /** Whether a yes or a no stands there. */
  public boolean isAnswer() {
    return field.type() == CustomFieldType.YES_NO
        && (value.equals("true") || value.equals("false"));
  }

  /** All that stands there, in one line. */
  public String line() {
    return String.join(", ", value.lines().toList());
  }
}

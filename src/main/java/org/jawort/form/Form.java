package org.jawort.form;

import org.jawort.consent.FormVersion;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.platform.Language;

/**
 * Formular: a form as it is shown now.
 *
 * @param key last part of its address {@code /f/{key}}
 * @param name for staff
 * @param purpose what signing up consents to
 * @param online whether it takes sign-ups, as far as its owners wish
 * @param version that is shown; each submission points at it
 */
public record Form(
    FormId id,
    String key,
    String name,
    Language language,
    PurposeId purpose,
    boolean online,
    FormVersion version,
    FormDefinition definition) {
  /** The same form as if it said something else. */
  public Form saying(FormDefinition other) {
    return new Form(id, key, name, language, purpose, online, version, other);
  }
}

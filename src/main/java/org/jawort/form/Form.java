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
 * @param version that is shown; each submission points at it
 */
public record Form(
    FormId id,
    String key,
    String name,
    Language language,
    PurposeId purpose,
    FormVersion version,
    FormDefinition definition) {}

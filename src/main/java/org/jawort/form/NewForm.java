package org.jawort.form;

import org.jawort.consent.purpose.PurposeId;
import org.jawort.platform.Language;

/**
 * A form that is made.
 *
 * @param name for staff
 * @param purpose what signing up consents to
 * @param standard whether its texts follow the tenant's profile
 * @param online whether it takes sign-ups at once
 */
record NewForm(
    String name, Language language, PurposeId purpose, boolean standard, boolean online) {}

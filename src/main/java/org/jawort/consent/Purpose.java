package org.jawort.consent;

/**
 * Zweck: what a consent is for.
 *
 * @param key its name in the API, such as "newsletter"
 */
public record Purpose(PurposeId id, String key) {}

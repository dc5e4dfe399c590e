package org.jawort.consent;

import java.util.UUID;

/** The version of a form that was shown. */
public record FormVersion(UUID form, int version) {}

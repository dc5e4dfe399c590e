package org.jawort.consent;

import java.util.UUID;

/** The version of a landing page that was shown. */
public record LandingVersion(UUID page, int version) {}

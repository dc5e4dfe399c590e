package org.jawort.consent.log;

import java.time.Instant;

/**
 * The public half of a key of the log.
 *
 * @param generation 1 for the first, one more after each rotation
 */
record LogKey(int generation, VerifierKey verifierKey, Instant createdAt) {}

package org.jawort.consent.log;

import java.time.Instant;

/**
 * A key of the log, as the database has it.
 *
 * @param generation 1 for the first, one more after each rotation
 * @param sealed the private half, as the master secret sealed it
 */
record LogKey(int generation, VerifierKey verifierKey, byte[] sealed, Instant createdAt) {}

package org.jawort.consent.log;

import java.util.UUID;

/**
 * An event on its way into the log.
 *
 * @param commitment 32 bytes
 */
record LogEntry(UUID tenant, UUID event, byte[] commitment) {}

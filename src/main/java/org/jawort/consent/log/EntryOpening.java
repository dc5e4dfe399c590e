package org.jawort.consent.log;

/**
 * What opens a commitment: it is SHA-256 over salt and record.
 *
 * @param salt 16 bytes
 */
public record EntryOpening(CanonicalRecord record, byte[] salt) {}

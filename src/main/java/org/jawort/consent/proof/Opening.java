package org.jawort.consent.proof;

/**
 * What opens the commitment to an event: the commitment is SHA-256 over the salt and the record in
 * UTF-8. Whoever has both can check that the event was not changed since it was sealed.
 *
 * @param record the event in canonical JSON (RFC 8785), with its personal part
 * @param salt 16 bytes
 */
public record Opening(String record, byte[] salt) {}

package org.jawort.tenant.audit;

import java.time.Instant;
import java.util.UUID;
import org.jawort.platform.TenantId;

/**
 * All entries of a tenant until a moment, as one hash.
 *
 * @param number of the seal, from 1 on
 * @param id under which it has its place in the transparency log
 * @param entries since the seal before
 * @param previous hash of the seal before, 32 zero bytes for the first
 * @param head SHA-256 over the one before, the number in 8 bytes, and the hash of each entry
 * @param salt 16 random bytes for the commitment
 */
public record AuditHead(
    TenantId tenant,
    int number,
    UUID id,
    int entries,
    byte[] previous,
    byte[] head,
    byte[] salt,
    Instant sealedAt) {}

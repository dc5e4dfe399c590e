package org.jawort.integration;

import java.time.Instant;
import org.jawort.consent.StatedBasis;
import org.jspecify.annotations.Nullable;

/**
 * The key of another system, without the secret itself, which nobody can show again.
 *
 * @param name for staff
 * @param hint the secret's first characters, so that people can tell their keys apart
 * @param basis on which its system asks people, where a request says nothing else (B-05)
 * @param lastUsedAt to the minute, or null where it was never used
 * @param revokedAt since when it opens nothing, or null
 */
public record ApiKey(
    ApiKeyId id,
    String name,
    String hint,
    StatedBasis basis,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {

  /** Tells whether it opens anything. */
  public boolean valid() {
    return revokedAt == null;
  }
}

package org.jawort.integration;

import java.time.Instant;
import java.util.Set;
import org.jawort.consent.StatedBasis;
import org.jawort.tenant.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The key of another system, without the secret itself, which nobody can show again.
 *
 * @param name for staff
 * @param hint the secret's first characters, so that people can tell their keys apart
 * @param basis on which its system asks people, where a request says nothing else (B-05)
 * @param scopes what it may be used for
 * @param madeBy the owner who made it, or null where the settings did
 * @param expiresAt from when on it opens nothing, or null for no end
 * @param replacedBy the key that takes its place, or null
 * @param lastUsedAt to the minute, or null where it was never used
 * @param revokedAt since when it opens nothing, or null
 */
public record ApiKey(
    ApiKeyId id,
    String name,
    String hint,
    StatedBasis basis,
    Set<ApiScope> scopes,
    @Nullable UserId madeBy,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable ApiKeyId replacedBy,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {

  /** Copies the scopes. */
  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  /** Tells whether it opens anything at that time. */
  public boolean valid(Instant at) {
    return revokedAt == null && (expiresAt == null || at.isBefore(expiresAt));
  }
}

package org.jawort.integration;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jawort.consent.StatedBasis;
import org.jawort.tenant.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A key that is to be made.
 *
 * @param basis on which its system asks people, where a request says nothing else (B-05)
 * @param scopes what it may be used for, at least one
 * @param expiresAt from when on it opens nothing, or null for no end
 * @param madeBy the owner who makes it, or null where the settings do
 */
public record NewApiKey(
    String name,
    StatedBasis basis,
    Set<ApiScope> scopes,
    @Nullable Instant expiresAt,
    @Nullable UserId madeBy) {
  /** Copies the scopes. */
  public NewApiKey {
    scopes = Set.copyOf(scopes);
  }

  /** One for everything and without an end, as the settings name it. */
  public static NewApiKey unlimited(String name, StatedBasis basis) {
    return new NewApiKey(name, basis, EnumSet.allOf(ApiScope.class), null, null);
  }
}

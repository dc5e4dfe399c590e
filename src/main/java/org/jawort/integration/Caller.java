package org.jawort.integration;

import java.util.Set;
import org.jawort.platform.TenantId;

/**
 * Another system that showed a valid key.
 *
 * @param scopes what the key may be used for
 */
public record Caller(TenantId tenant, ApiKeyId key, Set<ApiScope> scopes) {
  /** Copies the scopes. */
  public Caller {
    scopes = Set.copyOf(scopes);
  }
}

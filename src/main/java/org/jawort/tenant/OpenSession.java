package org.jawort.tenant;

import java.time.Instant;
import java.util.List;
import org.jawort.platform.TenantId;

/**
 * A session that goes on.
 *
 * @param elsewhere further tenants that the person works for
 * @param provenAt when the person last showed that it is they
 * @param secondFactor whether by more than a password
 * @param demanded whether the tenant demands that
 */
public record OpenSession(
    User user, List<TenantId> elsewhere, Instant provenAt, boolean secondFactor, boolean demanded) {
  /** Tells whether nothing is open to it but the way to a second factor. */
  public boolean lacksSecondFactor() {
    return demanded && !secondFactor;
  }
}

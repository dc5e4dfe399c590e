package org.jawort.tenant.audit;

import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Who acts, for whom, and from where.
 *
 * @param network their IP address, or null where there is none
 */
public record AuditParty(TenantId tenant, Actor actor, @Nullable String network) {
  /** Under this name a security chain of a room's own leaves its {@link Actor} with the request. */
  public static final String ACTOR = AuditParty.class.getName() + ".actor";

  /** Under this name it leaves the {@link TenantId}. */
  public static final String TENANT = AuditParty.class.getName() + ".tenant";
}

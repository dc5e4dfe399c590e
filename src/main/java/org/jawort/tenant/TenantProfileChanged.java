package org.jawort.tenant;

import org.jawort.platform.TenantId;

/** An owner changed the tenant's profile; observed in the same transaction. */
public record TenantProfileChanged(TenantId tenant) {}

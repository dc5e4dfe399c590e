package org.jawort.tenant;

/**
 * A tenant to be created.
 *
 * @param setUp whether its profile is final; a provisional one waits for the set-up page
 */
public record NewTenant(TenantProfile profile, boolean setUp) {}

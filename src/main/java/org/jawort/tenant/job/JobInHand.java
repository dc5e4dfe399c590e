package org.jawort.tenant.job;

import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A job of which one batch is to be done.
 *
 * @param parameters what is needed for it, as the kind wrote it, in JSON
 * @param cursor up to where it came, as the kind wrote it, or null before the first batch
 */
public record JobInHand(TenantId tenant, Job job, String parameters, @Nullable String cursor) {}

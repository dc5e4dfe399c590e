package org.jawort.tenant;

import org.jawort.platform.TenantId;

/**
 * A tenant came to be. Observed in the same transaction by the rooms above, each of which adds its
 * part of the standard set; {@code @Order} is the room's floor, so that lower parts exist first.
 */
public record TenantCreated(TenantId tenant) {}

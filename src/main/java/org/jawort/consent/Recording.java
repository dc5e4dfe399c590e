package org.jawort.consent;

import org.jawort.platform.TenantId;

/**
 * Who records what people said, for which purpose.
 *
 * @param actor a member of staff, or another system
 * @param source where, such as STAFF_ENTRY, MASS_CHANGE or API
 */
public record Recording(TenantId tenant, PurposeId purpose, Actor actor, String source) {}

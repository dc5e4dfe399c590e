package org.jawort.tenant;

import org.jawort.platform.Language;
import org.jawort.platform.TenantId;

/**
 * A member of staff.
 *
 * @param email as typed
 * @param language in which they want to read
 */
public record User(
    TenantId tenant, UserId id, String name, StaffEmail email, Role role, Language language) {}

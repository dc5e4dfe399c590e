package org.jawort.tenant;

import org.jawort.platform.Language;
import org.jawort.platform.TenantId;

/**
 * A member of staff.
 *
 * @param account of the person, who may be a member elsewhere too
 * @param email as typed
 * @param language in which they want to read
 */
public record User(
    TenantId tenant,
    UserId id,
    AccountId account,
    String name,
    StaffEmail email,
    Role role,
    Language language) {}

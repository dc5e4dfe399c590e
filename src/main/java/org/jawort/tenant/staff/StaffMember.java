package org.jawort.tenant.staff;

import java.time.Instant;
import org.jawort.tenant.Role;
import org.jawort.tenant.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A member of staff as the owners see them.
 *
 * @param email as typed
 * @param lastSignIn or null where they never came
 * @param off whether they may not sign in any more
 */
public record StaffMember(
    UserId id, String name, String email, Role role, @Nullable Instant lastSignIn, boolean off) {}

package org.jawort.tenant.staff;

import java.time.Instant;
import java.util.UUID;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Role;
import org.jawort.tenant.StaffEmail;

/** Somebody was asked to join the staff of a tenant, and has not answered yet. */
public record Invitation(
    TenantId tenant, UUID id, StaffEmail email, Role role, Instant invitedAt, Instant expiresAt) {}

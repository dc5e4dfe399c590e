package org.jawort.optin;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactId;

/**
 * A notice that a process left for staff.
 *
 * @param user for whom; empty for all
 * @param contact whom it is about
 */
public record StaffNotice(
    UUID id, Optional<UUID> user, ContactId contact, String text, Instant createdAt) {}

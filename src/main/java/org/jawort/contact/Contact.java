package org.jawort.contact;

import java.time.Instant;
import org.jawort.platform.Language;
import org.jspecify.annotations.Nullable;

/**
 * Kontakt: a person or firm.
 *
 * @param trial whether it belongs to a trial, with which it goes again
 */
public record Contact(
    ContactId id,
    ContactKind kind,
    @Nullable String firstName,
    @Nullable String lastName,
    @Nullable String company,
    Language language,
    Origin origin,
    Instant createdAt,
    Instant updatedAt,
    boolean trial) {}

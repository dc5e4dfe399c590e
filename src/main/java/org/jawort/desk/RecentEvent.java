package org.jawort.desk;

import java.time.Instant;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.EventType;
import org.jspecify.annotations.Nullable;

/**
 * An event on the overview.
 *
 * @param status that it led to, or null where it is about a mail block alone
 * @param contact or null where the person was erased
 * @param address or null likewise
 * @param name may be empty
 * @param point the contact point, or null likewise
 * @param today where it stands now for the event's purpose
 */
public record RecentEvent(
    UUID id,
    Instant at,
    EventType type,
    @Nullable ConsentStatus status,
    @Nullable UUID contact,
    @Nullable String address,
    String name,
    @Nullable UUID point,
    ConsentStatus today) {}

package org.jawort.consent;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Verlaufseintrag: an event as people and the API see it.
 *
 * @param purpose key of the purpose
 * @param status that it led to
 * @param evidence the personal part, or null where there is none or it was erased
 */
public record HistoryEntry(
    EventId id,
    Instant at,
    EventType type,
    String purpose,
    ConsentStatus status,
    Actor actor,
    String source,
    @Nullable FormVersion form,
    @Nullable CampaignVersion campaign,
    @Nullable UUID message,
    @Nullable Evidence evidence) {}

package org.jawort.delivery;

import java.time.Instant;
import org.jawort.consent.CampaignVersion;
import org.jawort.consent.permission.MessageClass;
import org.jawort.contact.ContactPointId;
import org.jspecify.annotations.Nullable;

/**
 * Nachricht: one mailing to one contact point, and how far it came.
 *
 * @param createdAt when it was asked for
 * @param answer of the mail server to the last attempt, without addresses; for a withheld one why,
 *     as "may we write?" names it; null before the first attempt
 * @param answeredAt when that was, or null
 */
public record Message(
    MessageId id,
    ContactPointId contactPoint,
    MessageClass messageClass,
    CampaignVersion campaign,
    MessageStatus status,
    Instant createdAt,
    int attempts,
    @Nullable String answer,
    @Nullable Instant answeredAt) {}

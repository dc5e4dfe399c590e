package org.jawort.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jawort.consent.CampaignVersion;
import org.jawort.consent.EventId;
import org.jawort.consent.MessageClass;
import org.jawort.consent.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A message to be queued.
 *
 * @param campaign what it is made from
 * @param event the ledger event that asked for it, or null
 * @param run the run it belongs to, or null
 * @param at when it was asked for; it is due at once
 */
public record NewMessage(
    TenantId tenant,
    MessageId id,
    ContactPointId contactPoint,
    MessageClass messageClass,
    PurposeId purpose,
    CampaignVersion campaign,
    @Nullable EventId event,
    @Nullable UUID run,
    Instant at) {}

package org.jawort.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jawort.consent.CampaignVersion;
import org.jawort.consent.EventId;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A message that the sender claimed, with what its mail needs to know of the recipient.
 *
 * @param address as typed
 * @param firstName as typed, or null; not to be trusted
 * @param lastName likewise
 * @param event the ledger event that asked for it, or null
 * @param signedUp whether that event was the recipient's own sign-up
 * @param askedAt when it was, or the message where there is none; a reminder comes later
 * @param createdAt when the message was queued
 * @param attempts including the one that begins now
 * @param renewal whether it asks to renew a consent that was given already
 * @param answerUntil until when its question may be answered, or null for seven days
 * @param trial whether it belongs to a trial, which it must say
 */
public record Outgoing(
    TenantId tenant,
    MessageId id,
    ContactPointId contactPoint,
    String address,
    @Nullable String firstName,
    @Nullable String lastName,
    MessageClass messageClass,
    PurposeId purpose,
    CampaignVersion campaign,
    @Nullable EventId event,
    @Nullable UUID run,
    boolean signedUp,
    Instant askedAt,
    Instant createdAt,
    int attempts,
    boolean renewal,
    @Nullable Instant answerUntil,
    boolean trial) {}

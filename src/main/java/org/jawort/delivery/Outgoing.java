package org.jawort.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
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
 * @param also what it asks for besides, as far as that may still be asked
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
    boolean trial,
    List<AlsoAsked> also) {
  /** Copies the list. */
  public Outgoing {
    also = List.copyOf(also);
  }

  /** The same, asking for this besides. */
  Outgoing also(AlsoAsked another) {
    return new Outgoing(
        tenant,
        id,
        contactPoint,
        address,
        firstName,
        lastName,
        messageClass,
        purpose,
        campaign,
        event,
        run,
        signedUp,
        askedAt,
        createdAt,
        attempts,
        renewal,
        answerUntil,
        trial,
        Stream.concat(also.stream(), Stream.of(another)).toList());
  }

  /** What it asks for, each with the event that did; of a mail that asks for nothing, its own. */
  public List<Asked> asked() {
    return Stream.concat(
            Stream.of(new Asked(purpose, event)),
            also.stream().map(one -> new Asked(one.purpose(), one.event())))
        .toList();
  }

  /** A purpose that is asked for. */
  public record Asked(PurposeId purpose, @Nullable EventId event) {}
}

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
 * A message to be queued.
 *
 * @param campaign what it is made from
 * @param event the ledger event that asked for it, or null
 * @param run the run it belongs to, or null
 * @param at when it was asked for; it is due at once
 * @param step the step of the run that sends it, so that it does so once; null where it may be
 *     asked for again
 * @param answerUntil until when its question may be answered; null for seven days
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
    Instant at,
    @Nullable String step,
    @Nullable Instant answerUntil) {
  /** A message that may be asked for again, whose question stands for seven days. */
  public NewMessage(
      TenantId tenant,
      MessageId id,
      ContactPointId contactPoint,
      MessageClass messageClass,
      PurposeId purpose,
      CampaignVersion campaign,
      @Nullable EventId event,
      @Nullable UUID run,
      Instant at) {
    this(tenant, id, contactPoint, messageClass, purpose, campaign, event, run, at, null, null);
  }
}

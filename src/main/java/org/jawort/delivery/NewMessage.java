package org.jawort.delivery;

import java.time.Instant;
import java.util.List;
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
 * @param also what it asks for besides; a mail that asks for nothing has none
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
    @Nullable Instant answerUntil,
    List<AlsoAsked> also) {
  /** Copies the list. */
  public NewMessage {
    also = List.copyOf(also);
  }

  /** Whom a message goes to; {@link #about} makes it one. */
  public record Addressed(TenantId tenant, ContactPointId contactPoint, MessageId id) {
    /** What it says, and when it was asked for. */
    public NewMessage about(
        MessageClass messageClass, PurposeId purpose, CampaignVersion campaign, Instant at) {
      return new NewMessage(
          tenant,
          id,
          contactPoint,
          messageClass,
          purpose,
          campaign,
          null,
          null,
          at,
          null,
          null,
          List.of());
    }
  }

  /**
   * Begins a message; it may be asked for again, and its question stands for seven days, unless
   * more is said.
   */
  public static Addressed to(TenantId tenant, ContactPointId contactPoint, MessageId id) {
    return new Addressed(tenant, contactPoint, id);
  }

  /** The same, asked for by an event. */
  public NewMessage askedBy(@Nullable EventId event) {
    return with(event, run, step, answerUntil, also);
  }

  /** The same, as part of a run. */
  public NewMessage ofRun(UUID run) {
    return with(event, run, step, answerUntil, also);
  }

  /** The same, sent by a step of its run no more than once. */
  public NewMessage onceAt(String step) {
    return with(event, run, step, answerUntil, also);
  }

  /** The same with another end of its question; null for seven days. */
  public NewMessage answeredUntil(@Nullable Instant answerUntil) {
    return with(event, run, step, answerUntil, also);
  }

  /** The same, asking for these besides. */
  public NewMessage askingAlso(List<AlsoAsked> also) {
    return with(event, run, step, answerUntil, also);
  }

  private NewMessage with(
      @Nullable EventId event,
      @Nullable UUID run,
      @Nullable String step,
      @Nullable Instant answerUntil,
      List<AlsoAsked> also) {
    return new NewMessage(
        tenant,
        id,
        contactPoint,
        messageClass,
        purpose,
        campaign,
        event,
        run,
        at,
        step,
        answerUntil,
        also);
  }
}

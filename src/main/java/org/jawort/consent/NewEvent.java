package org.jawort.consent;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A fact that is to be appended to the ledger.
 *
 * @param purpose null for BLOCKED, UNBLOCKED and OBJECTED alone, which are about the contact point
 * @param source where it happened, such as FORM, CONFIRM_PAGE, ONE_CLICK, MAIL_SERVER
 * @param form the version of the form that was shown, or null
 * @param campaign the mail that it came through, or null
 * @param message the very mail, or null
 * @param evidence the personal part, or null where there is none
 * @param block that it sets, where that does not follow from its type; of UNBLOCKED, what stands
 *     again; or null
 */
public record NewEvent(
    TenantId tenant,
    ContactPointId contactPoint,
    @Nullable PurposeId purpose,
    EventType type,
    Actor actor,
    String source,
    @Nullable FormVersion form,
    @Nullable CampaignVersion campaign,
    @Nullable UUID message,
    @Nullable Evidence evidence,
    Instant at,
    @Nullable MailBlock block) {

  /** Refuses an event that is about neither a purpose nor a contact point, or about both. */
  public NewEvent {
    if ((purpose == null) != type.aboutNoPurpose()) {
      throw new IllegalArgumentException(type + " of purpose " + purpose);
    }
  }

  /**
   * What an event is about; {@link #by} makes it one.
   *
   * @param purpose null for BLOCKED, UNBLOCKED and OBJECTED alone
   */
  public record Subject(
      EventType type, TenantId tenant, ContactPointId contactPoint, @Nullable PurposeId purpose) {
    /** Who did it, where, and when. */
    public NewEvent by(Actor actor, String source, Instant at) {
      return new NewEvent(
          tenant, contactPoint, purpose, type, actor, source, null, null, null, null, at, null);
    }
  }

  /**
   * Begins an event; confirming, renewing and granting lift the block that they can lift.
   *
   * @param purpose null for BLOCKED, UNBLOCKED and OBJECTED alone
   */
  public static Subject of(
      EventType type, TenantId tenant, ContactPointId contactPoint, @Nullable PurposeId purpose) {
    return new Subject(type, tenant, contactPoint, purpose);
  }

  /** The same of a form that was shown. */
  public NewEvent shown(@Nullable FormVersion form) {
    return with(form, campaign, message, evidence, block);
  }

  /** The same, having come through a mail. */
  public NewEvent through(@Nullable CampaignVersion campaign, @Nullable UUID message) {
    return with(form, campaign, message, evidence, block);
  }

  /** The same with its personal part. */
  public NewEvent backedBy(@Nullable Evidence evidence) {
    return with(form, campaign, message, evidence, block);
  }

  /** The same, setting a block that does not follow from its type. */
  public NewEvent setting(@Nullable MailBlock block) {
    return with(form, campaign, message, evidence, block);
  }

  private NewEvent with(
      @Nullable FormVersion form,
      @Nullable CampaignVersion campaign,
      @Nullable UUID message,
      @Nullable Evidence evidence,
      @Nullable MailBlock block) {
    return new NewEvent(
        tenant,
        contactPoint,
        purpose,
        type,
        actor,
        source,
        form,
        campaign,
        message,
        evidence,
        at,
        block);
  }

  /** Ids of the wordings that were shown or read out, behind commas; null where there were none. */
  @Nullable String wordings() {
    if (evidence == null) {
      return null;
    }
    Declaration said = evidence.declaration();
    String ids =
        Stream.of(
                evidence.boxes().stream().map(Evidence.Box::wording),
                evidence.asked().stream().map(AskedWording::id),
                Stream.ofNullable(said == null ? null : said.wording()))
            .flatMap(named -> named)
            .filter(Objects::nonNull)
            .map(UUID::toString)
            .collect(Collectors.joining(","));
    return ids.isEmpty() ? null : ids;
  }

  /** When it was said that staff were told, or null. */
  @Nullable Instant saidAt() {
    return evidence == null || evidence.declaration() == null ? null : evidence.declaration().at();
  }

  /**
   * The block after the event.
   *
   * @param standing before it
   * @param changed whether the event changed the status, or is what it rests on from then on
   */
  @Nullable MailBlock blockAfter(@Nullable MailBlock standing, boolean changed) {
    if (type == EventType.UNBLOCKED) {
      return block;
    }
    if (block != null) {
      return block.replaces(standing) ? block : standing;
    }
    boolean confirms =
        changed
            && (type == EventType.CONFIRMED
                || type == EventType.RENEWED
                || type == EventType.GRANTED);
    return confirms && standing != null && standing.liftedByConfirming() ? null : standing;
  }
}

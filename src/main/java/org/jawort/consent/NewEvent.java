package org.jawort.consent;

import java.time.Instant;
import java.util.UUID;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A fact that is to be appended to the ledger.
 *
 * @param purpose null for BLOCKED and UNBLOCKED alone, which are about the contact point
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

  /** Refuses an event that is about neither a purpose nor a block, or about both. */
  public NewEvent {
    if ((purpose == null) != type.aboutBlockAlone()) {
      throw new IllegalArgumentException(type + " of purpose " + purpose);
    }
  }

  /**
   * A fact about a consent; confirming, renewing and granting lift the block that they can lift.
   */
  public NewEvent(
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
      Instant at) {
    this(
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
        null);
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

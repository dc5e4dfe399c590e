package org.jawort.consent;

import java.time.Instant;
import java.util.UUID;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A fact that is to be appended to the ledger.
 *
 * @param source where it happened, such as FORM, CONFIRM_PAGE, ONE_CLICK, MAIL_SERVER
 * @param form the version of the form that was shown, or null
 * @param campaign the mail that it came through, or null
 * @param message the very mail, or null
 * @param evidence the personal part, or null where there is none
 */
public record NewEvent(
    TenantId tenant,
    ContactPointId contactPoint,
    PurposeId purpose,
    EventType type,
    Actor actor,
    String source,
    @Nullable FormVersion form,
    @Nullable CampaignVersion campaign,
    @Nullable UUID message,
    @Nullable Evidence evidence,
    Instant at) {}

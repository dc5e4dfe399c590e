package org.jawort.consent;

import java.time.Instant;
import java.util.UUID;
import org.jawort.consent.purpose.PurposeVersion;
import org.jawort.contact.MailBlock;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Verlaufseintrag: an event as people and the API see it.
 *
 * @param purpose key of the purpose, or null where it is about the contact point's block alone
 * @param asked what the purpose said that it is about, or null likewise; it may say something else
 *     now
 * @param status that it led to, or null likewise
 * @param evidence the personal part, or null where there is none or it was erased
 * @param mailBlock of the contact point after it, or null
 */
public record HistoryEntry(
    EventId id,
    Instant at,
    EventType type,
    @Nullable String purpose,
    @Nullable PurposeVersion asked,
    @Nullable ConsentStatus status,
    Actor actor,
    String source,
    @Nullable FormVersion form,
    @Nullable CampaignVersion campaign,
    @Nullable UUID message,
    @Nullable Evidence evidence,
    @Nullable MailBlock mailBlock) {
  /** The same with other evidence. */
  public HistoryEntry with(@Nullable Evidence other) {
    return new HistoryEntry(
        id, at, type, purpose, asked, status, actor, source, form, campaign, message, other,
        mailBlock);
  }
}

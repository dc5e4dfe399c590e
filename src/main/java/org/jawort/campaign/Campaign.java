package org.jawort.campaign;

import org.jawort.consent.CampaignVersion;
import org.jawort.consent.permission.MessageClass;
import org.jawort.platform.Language;

/**
 * Kampagne: any mailing, in one language.
 *
 * @param version the one that is sent
 */
public record Campaign(
    CampaignId id,
    String name,
    Trigger trigger,
    Status status,
    Language language,
    MessageClass messageClass,
    int version) {
  /** What sets it off. */
  public enum Trigger {
    /** Its time, to an audience. */
    SCHEDULED,
    /** Something that happened, to one contact point at a time (ereignisabhängig). */
    EVENT
  }

  /** Where it is in its life. */
  public enum Status {
    /** Being written. */
    DRAFT,
    /** Its content is frozen; may be sent (S1-10). */
    READY,
    /** On its way to an audience. */
    SENDING,
    /** Sent to its audience. */
    SENT,
    /** Out of use. */
    ARCHIVED
  }

  /** The version that is sent, as a message names it. */
  public CampaignVersion present() {
    return new CampaignVersion(id.value(), version);
  }
}

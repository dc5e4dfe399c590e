package org.jawort.campaign;

import org.jawort.consent.permission.MessageClass;
import org.jawort.platform.Language;

/**
 * What a campaign is, beside what its mails say.
 *
 * @param name as staff call it
 */
public record Heading(
    String name, Campaign.Trigger trigger, Language language, MessageClass messageClass) {
  /** What staff said of an existing one. */
  public static Heading of(Campaign campaign) {
    return new Heading(
        campaign.name(), campaign.trigger(), campaign.language(), campaign.messageClass());
  }
}

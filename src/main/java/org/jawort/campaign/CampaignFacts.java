package org.jawort.campaign;

import java.util.Set;
import org.jawort.campaign.template.LinkType;
import org.jawort.consent.permission.MessageClass;
import org.jawort.platform.Language;

/**
 * What other rooms need to know of a campaign before they send it.
 *
 * @param version the one that would be sent now
 * @param links the kinds of links that every part of that version has, its HTML and its text
 */
public record CampaignFacts(
    CampaignId id,
    String name,
    Campaign.Trigger trigger,
    Campaign.Status status,
    Language language,
    MessageClass messageClass,
    int version,
    Set<LinkType> links) {
  /** Copies the links. */
  public CampaignFacts {
    links = Set.copyOf(links);
  }
}

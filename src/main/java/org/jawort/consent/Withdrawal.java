package org.jawort.consent;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a recipient withdraws or objects.
 *
 * @param campaign the campaign whose link was used, or null
 * @param message the very mail, or null
 * @param source LINK for the page's button, ONE_CLICK for RFC 8058; where it was heard otherwise
 */
public record Withdrawal(
    @Nullable CampaignVersion campaign, @Nullable UUID message, String source, Evidence evidence) {}

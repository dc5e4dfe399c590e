package org.jawort.campaign;

import java.time.Instant;
import org.jawort.campaign.template.Content;
import org.jawort.tenant.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What is in work of a campaign.
 *
 * @param revision counts up with every change
 * @param changedBy who changed it last, or null
 */
public record Draft(
    Campaign campaign,
    Content content,
    int revision,
    Instant changedAt,
    @Nullable UserId changedBy) {}

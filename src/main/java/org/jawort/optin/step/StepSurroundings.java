package org.jawort.optin.step;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jawort.campaign.CampaignFacts;
import org.jawort.platform.Language;

/**
 * What a process relies on.
 *
 * @param campaigns those of the tenant among the ones that it names
 * @param groups likewise
 * @param fields likewise
 * @param staff members of staff who may sign in
 */
public record StepSurroundings(
    Language language,
    Map<UUID, CampaignFacts> campaigns,
    Set<UUID> groups,
    Set<UUID> fields,
    Set<UUID> staff) {}

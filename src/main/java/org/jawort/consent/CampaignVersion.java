package org.jawort.consent;

import java.util.UUID;

/** The version of a campaign that was sent. */
public record CampaignVersion(UUID campaign, int version) {}

package org.jawort.optin;

import org.jawort.consent.CampaignVersion;

/**
 * The process that takes in new runs of one tenant and language.
 *
 * @param campaign the confirmation campaign in the version sent now
 * @param waitDays how long a run waits for the confirmation
 */
record ActiveProcess(
    ProcessId process, int version, CampaignVersion campaign, String waitStep, int waitDays) {}

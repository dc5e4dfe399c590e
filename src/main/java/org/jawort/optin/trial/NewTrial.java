package org.jawort.optin.trial;

import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.optin.process.ProcessId;
import org.jawort.tenant.UserId;

/**
 * What somebody wants to try out.
 *
 * @param by who tries
 * @param version of the process that went online once
 * @param address an e-mail address of their own, as they say
 */
public record NewTrial(
    UserId by, ProcessId process, int version, PurposeId purpose, CheckedAddress address) {}

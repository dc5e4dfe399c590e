package org.jawort.contact;

import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who may vouch for it says of the contact behind a contact point; null where they
 * say nothing.
 *
 * @param mobile in the form of E.164
 */
public record VouchedData(
    TenantId tenant,
    ContactPointId contactPoint,
    @Nullable String firstName,
    @Nullable String lastName,
    @Nullable String company,
    @Nullable String mobile) {}

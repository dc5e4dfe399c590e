package org.jawort.contact.group;

import java.util.UUID;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.TenantId;

/**
 * What somebody who may vouch for it says of the contact behind a contact point.
 *
 * @param field of the tenant
 * @param value as it is kept, never empty
 */
public record VouchedValue(
    TenantId tenant, ContactPointId contactPoint, UUID field, String value) {}

package org.jawort.contact;

import java.time.Instant;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who comes in by an e-mail address or number that may be known already.
 *
 * @param addressKey normalised; at most once per tenant and channel in one batch
 * @param block set where the contact point is new, or null
 */
public record IncomingContact(
    TenantId tenant,
    Channel channel,
    String address,
    String addressKey,
    @Nullable String firstName,
    @Nullable String lastName,
    Language language,
    Origin origin,
    @Nullable MailBlock block,
    Instant at) {}

package org.jawort.optin;

import java.time.Instant;
import java.util.UUID;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A call to another system that this node makes now.
 *
 * @param id the same at each attempt
 * @param address as it is at this moment; null where it was erased
 * @param attempts including the one that begins now
 * @param trial whether the run is only tried out
 */
record WebhookCall(
    TenantId tenant,
    UUID id,
    String url,
    UUID run,
    UUID process,
    int version,
    String step,
    @Nullable String purpose,
    UUID contactPoint,
    @Nullable String address,
    @Nullable String status,
    Instant createdAt,
    int attempts,
    boolean trial) {}

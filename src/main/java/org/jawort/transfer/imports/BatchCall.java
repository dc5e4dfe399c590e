package org.jawort.transfer.imports;

import java.util.UUID;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Who hands over contacts in bulk.
 *
 * @param key the API key
 * @param idempotencyKey by which a call that is repeated is recognised, or null
 */
public record BatchCall(TenantId tenant, UUID key, @Nullable String idempotencyKey) {}

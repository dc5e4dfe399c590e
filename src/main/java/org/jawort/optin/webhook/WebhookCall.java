package org.jawort.optin.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A call to another system that this node makes now.
 *
 * @param id the same at each attempt
 * @param subject whom it is about; null where staff try the address
 * @param attempts including the one that begins now
 */
record WebhookCall(
    TenantId tenant,
    UUID id,
    String url,
    @Nullable Subject subject,
    Instant createdAt,
    int attempts) {
  /**
   * Whose run came to the step.
   *
   * @param address as it is at this moment; null where it was erased
   * @param trial whether the run is only tried out
   */
  record Subject(
      UUID run,
      UUID process,
      int version,
      String step,
      @Nullable String purpose,
      UUID contactPoint,
      @Nullable String address,
      @Nullable String status,
      boolean trial) {}
}

package org.jawort.optin.webhook;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A call to another system that this node makes now.
 *
 * @param id the same at each attempt
 * @param subject whom it is about; null where staff try the address
 * @param told what it tells where no run called, or null
 * @param attempts including the one that begins now
 */
record WebhookCall(
    TenantId tenant,
    UUID id,
    String url,
    @Nullable Subject subject,
    @Nullable Told told,
    Instant createdAt,
    int attempts) {
  /** One that is about a run, or about nothing. */
  WebhookCall(
      TenantId tenant,
      UUID id,
      String url,
      @Nullable Subject subject,
      Instant createdAt,
      int attempts) {
    this(tenant, id, url, subject, null, createdAt, attempts);
  }

  /** The same with what it tells, be it a little as it was erased. */
  WebhookCall telling(Map<UUID, Map<String, Object>> data) {
    return told == null
        ? this
        : new WebhookCall(
            tenant,
            id,
            url,
            subject,
            new Told(told.type(), told.about(), data.getOrDefault(told.about(), told.data())),
            createdAt,
            attempts);
  }

  /**
   * What something else than a process tells.
   *
   * @param about its id
   */
  record Told(String type, UUID about, Map<String, Object> data) {}

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

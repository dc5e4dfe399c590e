package org.jawort.optin.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * With what the calls to one address are signed; the secret itself is not kept, but derived.
 *
 * @param endsAt until when it signs beside its successor; null where it is the present one
 */
public record WebhookSecret(UUID id, String url, Instant createdAt, @Nullable Instant endsAt) {
  /** Tells whether it has no successor. */
  public boolean present() {
    return endsAt == null;
  }
}

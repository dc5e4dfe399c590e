package org.jawort.optin.funnel;

import java.time.Instant;
import java.util.UUID;

/** The time in a UUIDv7: 48 bits of milliseconds lead (RFC 9562). */
final class UuidTime {
  /** Smaller than any. */
  static final UUID FIRST = new UUID(0, 0);

  /** Greater than any. */
  static final UUID LAST = new UUID(-1, -1);

  private UuidTime() {}

  /** No id made at the instant or later is smaller. */
  static UUID first(Instant instant) {
    return new UUID(instant.toEpochMilli() << 16, 0);
  }

  static Instant time(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }
}

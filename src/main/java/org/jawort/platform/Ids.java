package org.jawort.platform;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes time-ordered identifiers (UUIDv7, RFC 9562 section 5.7).
 *
 * <p>Identifiers of one process ascend strictly: the 12 bits behind the millisecond count up where
 * several fall into the same one, so "newest first" is the order of the key itself.
 */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final InstantSource clock;
  private final AtomicLong last = new AtomicLong();

  /** Takes the time of each identifier from the given clock. */
  public Ids(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns a new identifier, greater than every one that this instance gave before. */
  public UUID next() {
    long now = clock.millis() << 12;
    return of(last.updateAndGet(previous -> Math.max(previous + 1, now)));
  }

  /**
   * Returns a new identifier that is greater than a given one as well, which another node may have
   * made by a clock that is ahead, or this one before its clock was set back. Those that follow are
   * not drawn along.
   */
  public UUID nextAfter(@Nullable UUID earlier) {
    UUID next = next();
    return earlier == null || tick(next) > tick(earlier) ? next : of(tick(earlier) + 1);
  }

  private static long tick(UUID id) {
    long high = id.getMostSignificantBits();
    return (high >>> 16) << 12 | (high & 0xFFFL);
  }

  private static UUID of(long tick) {
    long high = (tick >>> 12) << 16 | 0x7000L | (tick & 0xFFFL);
    long low = RANDOM.nextLong() >>> 2 | 0x8000000000000000L;
    return new UUID(high, low);
  }
}

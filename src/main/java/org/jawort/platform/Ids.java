package org.jawort.platform;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

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
    long tick = last.updateAndGet(previous -> Math.max(previous + 1, now));
    long high = (tick >>> 12) << 16 | 0x7000L | (tick & 0xFFFL);
    long low = RANDOM.nextLong() >>> 2 | 0x8000000000000000L;
    return new UUID(high, low);
  }
}

package org.jawort.integration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Slows down whoever tries keys: a network has some wrong ones for free, after which each doubles
 * the time for which further wrong ones are turned away, up to a quarter of an hour. A right key is
 * let in all the while. It stays in the memory of this node: a guess must cost the database no
 * write.
 */
@Component
public class WrongKeys {
  private static final int FREE = 20;
  private static final int MOST_DOUBLINGS = 20;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final int MOST_NETWORKS = 100_000;

  private final InstantSource clock;
  private final Cache<ByteBuffer, Tries> networks;

  private record Tries(int wrong, Instant end) {}

  WrongKeys(InstantSource clock) {
    this.clock = clock;
    this.networks =
        Caffeine.newBuilder()
            .expireAfterWrite(LONGEST_WAIT.multipliedBy(2))
            .maximumSize(MOST_NETWORKS)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /**
   * Counts a wrong key, unless its network has to wait just now.
   *
   * @param network that it came from, as bytes of its prefix
   * @return how long it has to wait; zero where the key was looked at
   */
  public Duration count(byte[] network) {
    Instant now = clock.instant();
    var place = ByteBuffer.wrap(network);
    Tries before = networks.getIfPresent(place);
    if (before != null && before.end().isAfter(now)) {
      return Duration.between(now, before.end());
    }
    int wrong = before == null ? 1 : before.wrong() + 1;
    networks.put(place, new Tries(wrong, now.plus(pause(wrong))));
    return Duration.ZERO;
  }

  private static Duration pause(int wrong) {
    if (wrong < FREE) {
      return Duration.ZERO;
    }
    Duration doubled = Duration.ofSeconds(1L << Math.min(wrong - FREE, MOST_DOUBLINGS));
    return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
  }
}

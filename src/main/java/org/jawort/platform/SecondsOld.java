package org.jawort.platform;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the database holds, as it was a few seconds ago at the latest, without asking it each time.
 * Of all who find the same thing old, one reloads it; the others go on with what is there.
 */
public final class SecondsOld {
  private static final Duration LIFE = Duration.ofSeconds(5);
  private static final int MOST = 10_000;

  private SecondsOld() {}

  /** Keeps what a loader finds; null is not kept. */
  public static <K, V extends @Nullable Object> LoadingCache<K, V> cache(
      InstantSource clock, CacheLoader<K, V> loader) {
    return Caffeine.newBuilder()
        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
        .refreshAfterWrite(LIFE)
        .maximumSize(MOST)
        .executor(Runnable::run)
        .build(loader);
  }
}

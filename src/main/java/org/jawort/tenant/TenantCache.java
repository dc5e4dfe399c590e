package org.jawort.tenant;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Remembers tenants for a few seconds, because every request asks and other nodes change them. */
@Component
class TenantCache {
  private static final Duration LIFE = Duration.ofSeconds(5);
  private static final int MOST = 10_000;
  private static final Duration BETWEEN_RELOADS = Duration.ofSeconds(1);

  private final TenantRows rows;
  private final InstantSource clock;
  private final LoadingCache<TenantId, Tenant> kept;
  private volatile @Nullable Directory directory;

  /** Counts what was forgotten; written by one thread at a time. */
  private volatile long forgotten;

  TenantCache(TenantRows rows, InstantSource clock) {
    this.rows = rows;
    this.clock = clock;
    this.kept =
        Caffeine.newBuilder()
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .expireAfterWrite(LIFE)
            .maximumSize(MOST)
            .build(rows::find);
  }

  private record Directory(List<TenantRows.Entry> entries, Instant since) {
    Optional<TenantId> byNumber(int number) {
      return entries.stream().filter(e -> e.number() == number).map(e -> e.id()).findFirst();
    }

    Optional<Integer> numberOf(TenantId id) {
      return entries.stream().filter(e -> e.id().equals(id)).map(e -> e.number()).findFirst();
    }
  }

  Tenant find(TenantId id) {
    return kept.get(id);
  }

  Optional<TenantId> byNumber(int number) {
    return look(known -> known.byNumber(number));
  }

  int numberOf(TenantId id) {
    return look(known -> known.numberOf(id))
        .orElseThrow(() -> new IllegalStateException("no tenant " + id));
  }

  /** Never from memory alone: whoever walks all tenants must not miss a new one. */
  List<TenantId> all() {
    return reload().entries().stream().map(TenantRows.Entry::id).collect(Collectors.toList());
  }

  private <T> Optional<T> look(Function<Directory, Optional<T>> question) {
    Directory known = directory;
    if (known == null) {
      return question.apply(reload());
    }
    Optional<T> answer = question.apply(known);
    boolean old = known.since().plus(BETWEEN_RELOADS).isBefore(clock.instant());
    return answer.isEmpty() && old ? question.apply(reload()) : answer;
  }

  /** What was read before somebody wrote is not kept, however late it comes. */
  private Directory reload() {
    long before = forgotten;
    var fresh = new Directory(rows.directory(), clock.instant());
    synchronized (this) {
      if (forgotten == before) {
        directory = fresh;
      }
    }
    return fresh;
  }

  synchronized void forget(TenantId id) {
    forgotten++;
    kept.invalidate(id);
    directory = null;
  }
}

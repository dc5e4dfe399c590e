package org.jawort.form.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.jawort.tenant.AllowedHosts;
import org.springframework.stereotype.Component;

/** On which websites forms may stand, mostly without asking the database, up to seconds late. */
@Component
class EmbedHosts {
  private static final Duration LIFE = Duration.ofSeconds(5);
  private static final int MOST = 10_000;

  private final LoadingCache<TenantId, Embedders> kept;

  EmbedHosts(AllowedHosts hosts, Settings settings, InstantSource clock) {
    String scheme = settings.publicUrl().getScheme();
    this.kept =
        Caffeine.newBuilder()
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .expireAfterWrite(LIFE)
            .maximumSize(MOST)
            .build(
                tenant ->
                    new Embedders(
                        scheme,
                        hosts.all(tenant).stream()
                            .map(allowed -> allowed.host().value())
                            .collect(Collectors.toSet())));
  }

  /** Where those of the tenant may. */
  Embedders of(TenantId tenant) {
    return kept.get(tenant);
  }
}

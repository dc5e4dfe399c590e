package org.jawort.integration.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.Purposes;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** The purposes of a tenant, remembered for seconds: each question about permission names one. */
@Component
class KnownPurposes {
  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final int MOST = 10_000;
  private static final int LONGEST_KEY = 63;

  private final LoadingCache<TenantId, List<Purpose>> known;

  KnownPurposes(Purposes purposes, InstantSource clock) {
    this.known =
        Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build(purposes::all);
  }

  /** All of them, oldest first. */
  List<Purpose> all(TenantId tenant) {
    return known.get(tenant);
  }

  /** The one that a call names by {@code purpose}; where there is none, the call is refused. */
  Optional<Purpose> named(TenantId tenant, JsonInput body) {
    String key = body.required("purpose", LONGEST_KEY);
    Optional<Purpose> purpose = find(tenant, key);
    if (purpose.isEmpty() && !key.isEmpty()) {
      body.refuse("purpose", "is none of yours; see /api/v1/purposes");
    }
    return purpose;
  }

  /** The same, for asking somebody; one that is archived refuses the call, too. */
  Optional<Purpose> askable(TenantId tenant, JsonInput body) {
    Optional<Purpose> purpose = named(tenant, body);
    if (purpose.isPresent() && !purpose.get().open()) {
      body.refuse("purpose", "is archived: nobody is asked for it any more");
    }
    return purpose;
  }

  /** The one of the key. */
  Optional<Purpose> find(TenantId tenant, String key) {
    return all(tenant).stream().filter(purpose -> purpose.key().equals(key)).findFirst();
  }
}

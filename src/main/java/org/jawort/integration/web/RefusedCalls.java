package org.jawort.integration.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jawort.integration.ApiKeyId;
import org.jawort.integration.Caller;
import org.jawort.platform.Networks;
import org.jawort.platform.Settings;
import org.jawort.platform.web.ClientAddress;
import org.jawort.tenant.Actor;
import org.jawort.tenant.audit.AuditKind;
import org.jawort.tenant.audit.AuditOutcome;
import org.jawort.tenant.audit.AuditParty;
import org.jawort.tenant.audit.AuditTrail;
import org.jawort.tenant.audit.AuditedAddresses;
import org.springframework.stereotype.Component;

/**
 * Notes in the audit log that a key asked for more than it may, or after its end; the same of the
 * same key once a minute, for a system that is set up wrong asks again and again.
 */
@Component
class RefusedCalls {
  private static final Duration BETWEEN = Duration.ofMinutes(1);
  private static final int MOST = 10_000;

  private final AuditTrail trail;
  private final AuditedAddresses addresses;
  private final Networks proxies;
  private final Cache<Refused, Boolean> noted;

  private record Refused(ApiKeyId key, String deed) {}

  RefusedCalls(
      AuditTrail trail, AuditedAddresses addresses, InstantSource clock, Settings settings) {
    this.trail = trail;
    this.addresses = addresses;
    this.proxies = settings.reach().proxies();
    this.noted =
        Caffeine.newBuilder()
            .expireAfterWrite(BETWEEN)
            .maximumSize(MOST)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  void note(HttpServletRequest call, Caller caller) {
    String method = call.getMethod();
    String pattern =
        addresses.pattern(method, call.getRequestURI()).orElse("an address that is none");
    String deed = AuditedAddresses.deed(method, pattern);
    if (noted.asMap().putIfAbsent(new Refused(caller.key(), deed), true) == null) {
      trail.append(
          new AuditParty(
              caller.tenant(),
              Actor.api(caller.key().value()),
              ClientAddress.of(call, proxies).address().getHostAddress()),
          addresses.kind(method, pattern).orElse(AuditKind.OTHER),
          deed,
          AuditedAddresses.ids(call.getRequestURI()),
          AuditOutcome.REFUSED);
    }
  }
}

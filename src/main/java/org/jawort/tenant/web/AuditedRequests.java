package org.jawort.tenant.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.jawort.platform.Networks;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.ClientAddress;
import org.jawort.platform.web.Viewer;
import org.jawort.tenant.ActingViewer;
import org.jawort.tenant.Actor;
import org.jawort.tenant.audit.AuditKind;
import org.jawort.tenant.audit.AuditOutcome;
import org.jawort.tenant.audit.AuditParty;
import org.jawort.tenant.audit.AuditTrail;
import org.jawort.tenant.audit.AuditedAddresses;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Follows every call of whoever has signed in or shown a key, unless its address is named as one
 * that leaves no trace (law 64).
 */
@Component
class AuditedRequests implements HandlerInterceptor, WebMvcConfigurer {
  private final AuditTrail trail;
  private final AuditedAddresses addresses;
  private final Networks proxies;

  AuditedRequests(AuditTrail trail, AuditedAddresses addresses, Settings settings) {
    this.trail = trail;
    this.addresses = addresses;
    this.proxies = settings.reach().proxies();
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  @SuppressWarnings("unchecked") // Spring's own map of a path's variables
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod
        && request.getDispatcherType() == DispatcherType.REQUEST
        && request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
            instanceof String pattern) {
      var variables =
          (Map<String, String>)
              request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
      begin(request, pattern, variables == null ? Map.of() : variables);
    }
    return true;
  }

  private void begin(HttpServletRequest request, String pattern, Map<String, String> variables) {
    Optional<AuditKind> kind = addresses.kind(request.getMethod(), pattern);
    Optional<AuditParty> party = kind.isPresent() ? party(request) : Optional.empty();
    if (kind.isPresent() && party.isPresent()) {
      String deed = AuditedAddresses.deed(request.getMethod(), pattern);
      trail.begin(party.get(), kind.get(), deed, variables);
    }
  }

  private Optional<AuditParty> party(HttpServletRequest request) {
    String from = ClientAddress.of(request, proxies).address().getHostAddress();
    if (request.getAttribute(AuditParty.TENANT) instanceof TenantId tenant
        && request.getAttribute(AuditParty.ACTOR) instanceof Actor actor) {
      return Optional.of(new AuditParty(tenant, actor, from));
    }
    return Viewer.current()
        .filter(ActingViewer.class::isInstance)
        .map(ActingViewer.class::cast)
        .map(viewer -> viewer.acting())
        .map(acting -> new AuditParty(acting.tenant(), acting.actor(), from));
  }

  /** What ended without an answer of the handler's own: a fault, or nothing there. */
  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception fault) {
    try {
      trail.settle(fault == null ? AuditOutcome.of(response.getStatus()) : AuditOutcome.FAILED);
    } finally {
      trail.end();
    }
  }

  /** Writes that somebody was turned away before any handler was asked. */
  void refused(HttpServletRequest request) {
    String path = request.getRequestURI();
    Optional<String> pattern = addresses.pattern(request.getMethod(), path);
    party(request)
        .ifPresent(
            party -> {
              String deed = pattern.orElse("an address that is none");
              trail.append(
                  party,
                  pattern
                      .flatMap(one -> addresses.kind(request.getMethod(), one))
                      .orElse(AuditKind.OTHER),
                  AuditedAddresses.deed(request.getMethod(), deed),
                  AuditedAddresses.ids(path),
                  AuditOutcome.REFUSED);
            });
  }
}

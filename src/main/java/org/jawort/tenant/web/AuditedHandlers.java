package org.jawort.tenant.web;

import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FirstSegmentMapping;
import org.jawort.tenant.audit.AuditOutcome;
import org.jawort.tenant.audit.AuditTrail;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/**
 * Has handlers found quickly, and writes what one did into the audit log when it has returned and
 * before anything of its answer is written: what cannot be audited is not shown.
 */
@Component
class AuditedHandlers implements WebMvcRegistrations {
  private final AuditTrail trail;

  AuditedHandlers(AuditTrail trail) {
    this.trail = trail;
  }

  @Override
  public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
    return new FirstSegmentMapping();
  }

  @Override
  public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
    return new RequestMappingHandlerAdapter() {
      @Override
      protected ServletInvocableHandlerMethod createInvocableHandlerMethod(HandlerMethod method) {
        return new Audited(method);
      }
    };
  }

  /** A handler, and what comes of it. */
  private final class Audited extends ServletInvocableHandlerMethod {
    Audited(HandlerMethod method) {
      super(method);
    }

    @Override
    public @Nullable Object invokeForRequest(
        NativeWebRequest request,
        @Nullable ModelAndViewContainer container,
        @Nullable Object... provided)
        throws Exception {
      @Nullable Object answer = super.invokeForRequest(request, container, provided);
      trail.settle(outcome(answer));
      return answer;
    }

    private static AuditOutcome outcome(@Nullable Object answer) {
      return switch (answer) {
        case Answer page -> AuditOutcome.of(page.statusCode());
        case ResponseEntity<?> entity -> AuditOutcome.of(entity.getStatusCode().value());
        case null, default -> AuditOutcome.DONE;
      };
    }
  }
}

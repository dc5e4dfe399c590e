package org.jawort.tenant.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jawort.platform.Settings;
import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/** Asks the rules whether a request may pass, and tells those who may not why. */
@Component
class AddressAuthorization
    implements AuthorizationManager<RequestAuthorizationContext>,
        AuthenticationEntryPoint,
        AccessDeniedHandler {
  private final AddressRules rules;
  private final OperatorKey operator;
  private final AuditedRequests audit;

  AddressAuthorization(AddressRules rules, AuditedRequests audit, Settings settings) {
    this.rules = rules;
    this.audit = audit;
    this.operator = new OperatorKey(settings.reach().metricsToken());
  }

  @Override
  public AuthorizationDecision authorize(
      Supplier<? extends @Nullable Authentication> who, RequestAuthorizationContext context) {
    HttpServletRequest request = context.getRequest();
    return new AuthorizationDecision(
        rules
            .find(HttpMethod.valueOf(request.getMethod()), request.getRequestURI())
            .map(AccessRule::audience)
            .filter(audience -> admits(audience, who, request))
            .isPresent());
  }

  private boolean admits(
      Audience audience,
      Supplier<? extends @Nullable Authentication> who,
      HttpServletRequest request) {
    return switch (audience) {
      case EVERYONE -> true;
      case OWN_CHAIN -> false;
      case OPERATOR -> operator.isShown(request) || belongs(who.get(), audience);
      case READER, STAFF, EDITOR, OVERSEER, OWNER -> belongs(who.get(), audience);
    };
  }

  private static boolean belongs(@Nullable Authentication who, Audience audience) {
    return who != null
        && who.getPrincipal() instanceof SignedIn signedIn
        && signedIn.belongsTo(audience);
  }

  /** Somebody who is not signed in. */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
      throws IOException {
    if (isUnknown(request, response)) {
      return;
    }
    if (OperatorKey.isTried(request)) {
      response.setHeader("WWW-Authenticate", "Bearer");
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
      return;
    }
    String target =
        request.getQueryString() == null
            ? request.getRequestURI()
            : request.getRequestURI() + "?" + request.getQueryString();
    String login = "/login?to=" + URLEncoder.encode(target, StandardCharsets.UTF_8);
    if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Redirect", "/login");
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else if (request.getMethod().equals("GET")) {
      response.sendRedirect(login);
    } else {
      response.sendRedirect("/login", HttpServletResponse.SC_SEE_OTHER);
    }
  }

  /** Somebody who is signed in and may not, or a form that is not ours. */
  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
      throws IOException {
    audit.refused(request);
    if (exception instanceof CsrfException) {
      Problems.answer(request, response, 403, "frame.error.csrf");
    } else if (!isUnknown(request, response)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
  }

  /** Answers where no rule names the address, or none this method. */
  private boolean isUnknown(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (rules.find(HttpMethod.valueOf(request.getMethod()), request.getRequestURI()).isPresent()) {
      return false;
    }
    response.sendError(rules.know(request.getRequestURI()) ? 405 : 404);
    return true;
  }
}

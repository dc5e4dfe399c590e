package org.jawort.integration.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jawort.integration.ApiScope;
import org.jawort.integration.Caller;
import org.jawort.integration.Callers;
import org.jawort.integration.Callers.KeyOutcome;
import org.jawort.integration.WrongKeys;
import org.jawort.platform.Networks;
import org.jawort.platform.web.ClientAddress;
import org.jawort.tenant.Actor;
import org.jawort.tenant.audit.AuditParty;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * Lets in whoever shows a valid key for what the address wants (RFC 6750), and everybody to the
 * description of the API. It leaves the {@link Caller} with the request; there is no session and no
 * other state.
 */
final class BearerFilter implements Filter {
  static final String DOCUMENT = "/api/v1/openapi.json";
  private static final String CALLER = Caller.class.getName();
  private static final String SCHEME = "Bearer ";
  private static final String REALM = "Bearer realm=\"jawort\"";
  private static final String INVALID = REALM + ", error=\"invalid_token\"";
  private static final String NO_KEY = "Send the header Authorization: Bearer KEY.";
  private static final String OPENS_NOTHING =
      "This key opens nothing; it may have been revoked, or have come to its end.";
  private static final String TOO_MANY =
      "Too many wrong keys came from this network; wait before trying another one.";

  private final Callers callers;
  private final WrongKeys wrongKeys;
  private final ProblemAnswers problems;
  private final RefusedCalls refusals;
  private final Networks proxies;

  /**
   * Asks for keys.
   *
   * @param proxies whose word counts for where a call comes from
   */
  BearerFilter(
      Callers callers,
      WrongKeys wrongKeys,
      ProblemAnswers problems,
      RefusedCalls refusals,
      Networks proxies) {
    this.callers = callers;
    this.wrongKeys = wrongKeys;
    this.problems = problems;
    this.refusals = refusals;
    this.proxies = proxies;
  }

  /** Who was let in on this request. */
  static Caller caller(HttpServletRequest request) {
    if (request.getAttribute(CALLER) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("nobody was asked for a key at " + request.getRequestURI());
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var call = (HttpServletRequest) request;
    if (call.getRequestURI().equals(DOCUMENT)) {
      chain.doFilter(request, response);
      return;
    }
    @Nullable String key = key(call.getHeader("Authorization"));
    var answer = (HttpServletResponse) response;
    if (key == null) {
      refuse(answer, REALM, problem(401, "unauthorized", NO_KEY));
      return;
    }
    switch (callers.identify(key)) {
      case KeyOutcome.Opens(Caller caller) -> admit(caller, call, answer, chain);
      case KeyOutcome.Ended(Caller caller) -> {
        refusals.note(call, caller);
        wrong(call, answer);
      }
      case KeyOutcome.Unknown() -> wrong(call, answer);
    }
  }

  private void admit(
      Caller caller, HttpServletRequest call, HttpServletResponse answer, FilterChain chain)
      throws IOException, ServletException {
    ApiScope scope = ApiScopes.of(HttpMethod.valueOf(call.getMethod()), call.getRequestURI());
    call.setAttribute(AuditParty.TENANT, caller.tenant());
    call.setAttribute(AuditParty.ACTOR, Actor.api(caller.key().value()));
    if (!caller.scopes().contains(scope)) {
      refusals.note(call, caller);
      lacks(answer, scope);
      return;
    }
    call.setAttribute(CALLER, caller);
    chain.doFilter(call, answer);
  }

  private static @Nullable String key(@Nullable String header) {
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length()).strip()
        : null;
  }

  /** A right key never comes here, so it opens also while its network is made to wait. */
  private void wrong(HttpServletRequest call, HttpServletResponse response) throws IOException {
    Duration wait = wrongKeys.count(ClientAddress.of(call, proxies).network());
    if (wait.isPositive()) {
      response.setHeader("Retry-After", String.valueOf(wait.toSeconds() + 1));
      refuse(response, INVALID, problem(429, "too-many-keys", TOO_MANY));
    } else {
      refuse(response, INVALID, problem(401, "unauthorized", OPENS_NOTHING));
    }
  }

  /** RFC 6750, section 3.1: insufficient_scope. */
  private void lacks(HttpServletResponse response, ApiScope scope) throws IOException {
    String name = scope.token();
    String detail =
        "This key may be used for other things, not for this: it lacks the scope %s."
            .formatted(name);
    refuse(
        response,
        REALM + ", error=\"insufficient_scope\", scope=\"" + name + "\"",
        problem(403, "insufficient-scope", detail).with("scope", name));
  }

  private static ApiFault.Problem problem(int status, String type, String detail) {
    return ApiFault.Problem.of(status, type, detail);
  }

  private void refuse(HttpServletResponse response, String challenge, ApiFault.Problem problem)
      throws IOException {
    response.setHeader("WWW-Authenticate", challenge);
    problems.write(response, problem);
  }
}

package org.jawort.integration.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jawort.integration.Caller;
import org.jawort.integration.Callers;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whoever shows a valid key (RFC 6750), and everybody to the description of the API. It
 * leaves the {@link Caller} with the request; there is no session and no other state.
 */
final class BearerFilter implements Filter {
  static final String DOCUMENT = "/api/v1/openapi.json";
  private static final String CALLER = Caller.class.getName();
  private static final String SCHEME = "Bearer ";

  private final Callers callers;
  private final ProblemAnswers problems;

  BearerFilter(Callers callers, ProblemAnswers problems) {
    this.callers = callers;
    this.problems = problems;
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
    Optional<Caller> caller = key == null ? Optional.empty() : callers.identify(key);
    if (caller.isEmpty()) {
      refuse((HttpServletResponse) response, key == null);
      return;
    }
    request.setAttribute(CALLER, caller.get());
    chain.doFilter(request, response);
  }

  private static @Nullable String key(@Nullable String header) {
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length()).strip()
        : null;
  }

  private void refuse(HttpServletResponse response, boolean missing) throws IOException {
    response.setHeader(
        "WWW-Authenticate",
        missing ? "Bearer realm=\"jawort\"" : "Bearer realm=\"jawort\", error=\"invalid_token\"");
    problems.write(
        response,
        ApiFault.Problem.of(
            401,
            "unauthorized",
            missing
                ? "Send the header Authorization: Bearer KEY."
                : "This key opens nothing; it may have been revoked."));
  }
}

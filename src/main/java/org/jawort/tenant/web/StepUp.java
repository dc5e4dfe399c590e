package org.jawort.tenant.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.Viewer;
import org.jawort.tenant.OpenSession;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands behind the rules about who may what: for some addresses it asks whoever is signed in to
 * show again that it is they. Nothing that was typed is lost with that: the page that asks carries
 * it along, and sends it to where it was meant for, together with the password.
 */
final class StepUp extends OncePerRequestFilter {
  /** How long a proof is good. */
  static final Duration FRESH = Duration.ofMinutes(15);

  static final String PROBLEM = StepUp.class.getName() + ".problem";

  private final AddressRules rules;
  private final ProofsAgain proofs;
  private final InstantSource clock;

  StepUp(AddressRules rules, ProofsAgain proofs, InstantSource clock) {
    this.rules = rules;
    this.proofs = proofs;
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<OpenSession> session = session();
    if (session.filter(OpenSession::lacksSecondFactor).isPresent() && !leadsOut(request)) {
      lead(request, response, "/app/account");
    } else if (session.isEmpty() || isFresh(session.get(), clock) || !needs(request)) {
      chain.doFilter(request, response);
    } else if (request.getHeader("HX-Request") != null) {
      lead(request, response, "/app/again?to=" + encoded(page(request)));
    } else {
      ask(session.get(), request, response, chain);
    }
  }

  private static Optional<OpenSession> session() {
    return Viewer.current()
        .flatMap(
            viewer ->
                viewer instanceof SignedIn signedIn
                    ? Optional.of(signedIn.session())
                    : Optional.empty());
  }

  /** Tells whether the address is one of those by which a second factor is set up, or given up. */
  private static boolean leadsOut(HttpServletRequest request) {
    String path = request.getRequestURI();
    return !path.startsWith("/app")
        || path.equals("/app/account")
        || path.startsWith("/app/account/")
        || path.startsWith("/app/again")
        || path.equals("/app/tenant")
        || path.equals("/app/language");
  }

  static boolean isFresh(OpenSession session, InstantSource clock) {
    return session.provenAt().plus(FRESH).isAfter(clock.instant());
  }

  private boolean needs(HttpServletRequest request) {
    return rules
        .find(HttpMethod.valueOf(request.getMethod()), request.getRequestURI())
        .filter(AccessRule::again)
        .isPresent();
  }

  private static void lead(HttpServletRequest request, HttpServletResponse response, String path)
      throws IOException {
    if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Redirect", path);
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    } else {
      response.sendRedirect(path, HttpServletResponse.SC_SEE_OTHER);
    }
  }

  /** The page on which htmx runs. */
  private static String page(HttpServletRequest request) {
    try {
      URI page =
          URI.create(Optional.ofNullable(request.getHeader("HX-Current-URL")).orElse("/app"));
      return OwnPaths.own(page.getRawPath());
    } catch (IllegalArgumentException e) {
      return "/app";
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private void ask(
      OpenSession session,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    boolean answered =
        request.getMethod().equals("POST") && request.getParameter(ProofsAgain.PASSWORD) != null;
    Optional<String> problem = answered ? proofs.check(session, request) : Optional.empty();
    if (answered && problem.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    problem.ifPresent(key -> request.setAttribute(PROBLEM, key));
    request.getRequestDispatcher(AgainPages.ASK).forward(request, response);
  }
}

package org.jawort.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jawort.platform.Settings;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every answer its protective headers before anything else runs, so that errors have them too
 * and a page that needs others simply sets them.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PageHeaders extends OncePerRequestFilter {
  private static final String POLICY = ContentPolicy.STRICT.header();

  /** Addresses whose path is a secret: they must not leave by the Referer header. */
  private static final Pattern TOKEN_PAGE =
      Pattern.compile("/(?:[crupw]/.*|sender/.*|invitation/.*|password/.*|setup)");

  private final boolean secure;

  PageHeaders(Settings settings) {
    this.secure = settings.secure();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean secretPath = TOKEN_PAGE.matcher(request.getRequestURI()).matches();
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", secretPath ? "no-referrer" : "same-origin");
    response.setHeader(
        "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cache-Control", "no-store");
    if (secure) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
    chain.doFilter(request, response);
  }
}

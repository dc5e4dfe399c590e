package org.jawort.tenant.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * What a program shows that reads the figures of the operation (JAWORT_METRICS_TOKEN), as RFC 6750
 * has it. Where a request comes from says nothing: a proxy on this machine brings the whole world.
 */
final class OperatorKey {
  private static final String SCHEME = "Bearer ";

  private final Optional<byte[]> token;

  OperatorKey(Optional<String> token) {
    this.token = token.map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  /** Tells whether the request comes with it. */
  boolean isShown(HttpServletRequest request) {
    byte[] given = given(request).getBytes(StandardCharsets.UTF_8);
    return token.filter(right -> MessageDigest.isEqual(right, given)).isPresent();
  }

  /** Tells whether a program asks, to which a page for signing in is of no use. */
  static boolean isTried(HttpServletRequest request) {
    return !given(request).isEmpty();
  }

  private static String given(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length()).strip()
        : "";
  }
}

package org.jawort.tenant.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jawort.platform.web.LargeBody;
import org.jawort.platform.web.Problems;
import org.jawort.tenant.Sessions;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks at how long a body will be before anybody reads a byte of it (OWASP ASVS 5, V2.4.1): little
 * for strangers, more for staff at the addresses that need it, and never so much at once that there
 * is no memory left for others.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class BodyLimit extends OncePerRequestFilter {
  /** A form in memory takes several times its bytes; all large ones together half of the heap. */
  private static final int SHARE = 16;

  private static final int KIBIBYTE = 1024;
  private static final int LARGEST = 16 * KIBIBYTE;

  private final List<LargeBody> large;
  private final Sessions sessions;
  private final int kibibytes =
      (int)
          Math.clamp(
              Runtime.getRuntime().maxMemory() / SHARE / KIBIBYTE, LARGEST, Integer.MAX_VALUE);
  private final Semaphore free = new Semaphore(kibibytes);

  BodyLimit(List<LargeBody> large, Sessions sessions) {
    this.large = large;
    this.sessions = sessions;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long length = request.getContentLengthLong();
    if (request.getHeader("Transfer-Encoding") != null && !readsByItself(request)) {
      Problems.answer(request, response, 411, "tenant.body.length");
    } else if (length <= LargeBody.USUAL) {
      chain.doFilter(request, response);
    } else {
      large(request, response, chain, length);
    }
  }

  /** These two read no more than they want, whatever the length is said to be. */
  private static boolean readsByItself(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith("/f/") || path.startsWith("/api/");
  }

  private void large(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain, long length)
      throws ServletException, IOException {
    if (readsByItself(request)) {
      chain.doFilter(request, response);
      return;
    }
    Optional<LargeBody> allowed =
        large.stream().filter(one -> one.covers(request.getRequestURI())).findFirst();
    if (allowed.isEmpty() || SessionCookie.read(request).flatMap(sessions::find).isEmpty()) {
      Problems.answer(request, response, 413, "tenant.body.large");
    } else if (length > allowed.get().most()) {
      Problems.answer(request, response, 413, allowed.get().text());
    } else if (allowed.get().streams()) {
      chain.doFilter(request, response);
    } else {
      oneOfFew(request, response, chain, length);
    }
  }

  private void oneOfFew(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain, long length)
      throws ServletException, IOException {
    int size = (int) (length / KIBIBYTE);
    if (!free.tryAcquire(size)) {
      response.setHeader("Retry-After", "10");
      Problems.answer(request, response, 503, "tenant.body.busy");
      return;
    }
    try {
      chain.doFilter(request, response);
    } finally {
      free.release(size);
    }
  }
}

package org.jawort.desk.web.consent;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jawort.platform.web.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says plainly that an upload is too big, before anybody fails to read its form token. Up to this
 * size a form is read whole, so that nothing typed is lost where its file alone is too big.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class UploadLimit extends OncePerRequestFilter {
  /** Bytes of a form with its file; also in application.properties. */
  private static final long MOST = 16L * 1024 * 1024;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String type = request.getContentType();
    if (request.getContentLengthLong() > MOST
        && type != null
        && type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      Problems.answer(request, response, 413, "statement.upload");
      return;
    }
    chain.doFilter(request, response);
  }
}

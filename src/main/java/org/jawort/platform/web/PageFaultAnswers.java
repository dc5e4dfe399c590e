package org.jawort.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jawort.platform.DatabaseException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** The one place in which a fault of a page becomes its answer. */
@Component
class PageFaultAnswers implements HandlerExceptionResolver, Ordered {
  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception exception) {
    if (DatabaseException.isAway(exception)) {
      return away(request, response);
    }
    if (!(exception instanceof PageFault fault)) {
      return null;
    }
    fault.headers().forEach(response::setHeader);
    try {
      Problems.answer(request, response, fault.status(), fault.text(), fault.wayOn());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ModelAndView();
  }

  /**
   * Nothing was written, whoever asks again in a moment loses nothing, and it is no fault to log.
   */
  private static ModelAndView away(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader(HttpHeaders.RETRY_AFTER, "10");
    try {
      Problems.answer(request, response, 503, "frame.error.503");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ModelAndView();
  }

  /** Before Spring's own, which would look for a status on the exception. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE + 20;
  }
}

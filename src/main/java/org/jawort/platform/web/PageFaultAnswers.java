package org.jawort.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
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

  /** Before Spring's own, which would look for a status on the exception. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE + 20;
  }
}

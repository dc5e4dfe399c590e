package org.jawort.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Says in the viewer's language what went wrong and what to do, and nothing about the inside: a
 * page, or problem+json (RFC 9457) for whoever asks for JSON.
 */
@Controller
class ErrorPages implements ErrorController {
  private static final Set<Integer> NAMED = Set.of(400, 403, 404, 405, 410, 413, 415, 422, 429);

  private final MessageSource messages;

  ErrorPages(MessageSource messages) {
    this.messages = messages;
  }

  @RequestMapping("/error")
  Object error(HttpServletRequest request) {
    int status = status(request);
    String text = text(request, status);
    return wantsJson(request) ? problem(request, status, text) : page(status, text);
  }

  private static int status(HttpServletRequest request) {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    return status instanceof Integer code && code >= 400 ? code : 404;
  }

  /** The key under which the texts stand; a page may have set a closer one by {@link Problems}. */
  private static String text(HttpServletRequest request, int status) {
    if (request.getAttribute(Problems.TEXT) instanceof String closer) {
      return closer;
    }
    if (NAMED.contains(status)) {
      return "frame.error." + status;
    }
    return status < 500 ? "frame.error.400" : "frame.error.500";
  }

  private static boolean wantsJson(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    boolean api = path instanceof String text && text.startsWith("/api/");
    return api || (accept != null && accept.contains("json") && !accept.contains("text/html"));
  }

  private ResponseEntity<ProblemDetail> problem(
      HttpServletRequest request, int status, String text) {
    Locale locale = PageLocale.of(request).locale();
    var problem = ProblemDetail.forStatus(status);
    problem.setType(Problems.type(text.substring(text.lastIndexOf('.') + 1)));
    problem.setTitle(messages.getMessage(text + ".title", null, locale));
    problem.setDetail(messages.getMessage(text + ".text", null, locale));
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  private static ModelAndView page(int status, String text) {
    var page = new ModelAndView("frame/error", Map.of("text", text, "brand", Brand.NONE));
    page.setStatus(HttpStatus.valueOf(status));
    return page;
  }
}

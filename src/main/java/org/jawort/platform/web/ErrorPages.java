package org.jawort.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Says in the viewer's language what went wrong and what to do, and nothing about the inside: a
 * page, or problem+json (RFC 9457) for whoever asks for JSON.
 */
@Controller
class ErrorPages implements ErrorController {
  private static final Set<Integer> NAMED =
      Set.of(400, 403, 404, 405, 410, 413, 415, 422, 429, 503);

  private final MessageSource messages;
  private final ProblemJson problems;

  ErrorPages(MessageSource messages, ProblemJson problems) {
    this.messages = messages;
    this.problems = problems;
  }

  @RequestMapping("/error")
  Answer error(HttpServletRequest request) {
    int status = status(request);
    String text = text(request, status);
    return wantsJson(request) ? problem(request, status, text) : page(request, status, text);
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

  private Answer problem(HttpServletRequest request, int status, String text) {
    Locale locale = PageLocale.of(request).locale();
    return problems.answer(
        new ProblemJson.Problem(
            status,
            text.substring(text.lastIndexOf('.') + 1),
            messages.getMessage(text + ".title", null, locale),
            messages.getMessage(text + ".text", null, locale),
            Map.of("instance", request.getRequestURI())));
  }

  private static Answer page(HttpServletRequest request, int status, String text) {
    return Answer.page("frame/error")
        .with("text", text)
        .with("brand", Brand.NONE)
        .with("link", request.getAttribute(Problems.LINK))
        .status(status);
  }
}

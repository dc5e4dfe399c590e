package org.jawort.integration.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.platform.web.ProblemJson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;

/** Whatever goes wrong under {@code /api/} is answered with problem+json (RFC 9457). */
@Component
class ProblemAnswers implements HandlerExceptionResolver, Ordered {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);
  private static final int FRAMES = 8;

  private final ProblemJson json;

  ProblemAnswers(ProblemJson json) {
    this.json = json;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception exception) {
    if (!request.getRequestURI().startsWith("/api/") || response.isCommitted()) {
      return null;
    }
    if (exception instanceof ErrorResponse spring) {
      spring
          .getHeaders()
          .forEach((name, values) -> values.forEach(v -> response.addHeader(name, v)));
    }
    try {
      write(response, problem(exception));
    } catch (IOException e) {
      // The caller is gone.
      LOG.debug("no answer could be written", e);
    }
    return new ModelAndView();
  }

  private static ApiFault.Problem problem(Exception exception) {
    return switch (exception) {
      case ApiFault fault -> fault.problem();
      case NoHandlerFoundException e ->
          ApiFault.Problem.of(404, "not-found", "There is nothing at this address.");
      case MethodArgumentTypeMismatchException e ->
          ApiFault.Problem.of(404, "not-found", "There is nothing of this id.");
      case HttpRequestMethodNotSupportedException e ->
          ApiFault.Problem.of(
              405, "method-not-allowed", "Not possible here; see the header Allow.");
      case HttpMediaTypeNotSupportedException e ->
          ApiFault.Problem.of(
              415,
              "unsupported-media-type",
              "The body must be "
                  + e.getSupportedMediaTypes().stream()
                      .map(Object::toString)
                      .distinct()
                      .collect(Collectors.joining(" or "))
                  + ".");
      case HttpMediaTypeNotAcceptableException e ->
          ApiFault.Problem.of(
              406,
              "not-acceptable",
              "The answer does not come in any type that the header Accept names.");
      case ErrorResponse e when e.getStatusCode().is4xxClientError() ->
          ApiFault.Problem.of(
              e.getStatusCode().value(), "bad-request", "The request cannot be understood.");
      default -> internal(exception);
    };
  }

  /** Messages of faults may hold personal data, so the log names classes and places alone. */
  private static ApiFault.Problem internal(Exception exception) {
    String number = UUID.randomUUID().toString();
    LOG.error("API fault {}: {}", number, outline(exception));
    return ApiFault.Problem.of(500, "internal", "Something went wrong on our side.")
        .with("fault", number);
  }

  private static String outline(Throwable fault) {
    return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
        .limit(FRAMES)
        .map(
            cause ->
                Stream.of(cause.getStackTrace())
                    .limit(FRAMES)
                    .map(frame -> System.lineSeparator() + "  at " + frame)
                    .collect(Collectors.joining("", name(cause), "")))
        .collect(Collectors.joining(System.lineSeparator() + "caused by "));
  }

  /** The database's own code says what its message would, without anybody's data. */
  private static String name(Throwable fault) {
    return fault instanceof SQLException sql
        ? fault.getClass().getName() + " " + sql.getSQLState()
        : fault.getClass().getName();
  }

  /** Answers with a problem. */
  void write(HttpServletResponse response, ApiFault.Problem problem) throws IOException {
    json.write(
        response,
        new ProblemJson.Problem(
            problem.status(),
            problem.type(),
            title(problem.status()),
            problem.detail(),
            problem.extensions()));
  }

  private static String title(int status) {
    HttpStatus known = HttpStatus.resolve(status);
    return known == null ? "Error" : known.getReasonPhrase();
  }

  /** Before Spring's own. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE + 10;
  }
}

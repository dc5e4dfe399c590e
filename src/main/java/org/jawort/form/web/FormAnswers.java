package org.jawort.form.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jawort.form.FieldError;
import org.jawort.form.OpenForm;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.PageFault;
import org.jawort.platform.web.PageLocale;
import org.jawort.platform.web.ProblemJson;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers a submission without drawing a page. */
@Component
class FormAnswers {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final MessageSource messages;
  private final FormView view;
  private final ProblemJson problems;

  FormAnswers(MessageSource messages, FormView view, ProblemJson problems) {
    this.messages = messages;
    this.view = view;
    this.problems = problems;
  }

  /** Taken in, which page of the tenant's own is to be shown now, and which address was meant. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Accepted(String status, @Nullable String next, @Nullable String hint) {}

  /** A problem of one field, as programs read it. */
  private record FieldProblem(String field, String code, String message) {}

  /** Tells whether the caller asks for JSON and for no page. */
  static boolean wantsJson(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("json") && !accept.contains("text/html");
  }

  /**
   * The same for every address, so that nobody learns whether it is known.
   *
   * @param hint the address that was likely meant, told to programs alone
   */
  Answer accept(OpenForm open, boolean inJson, Optional<String> hint, HttpServletRequest request) {
    // A frame stays what it is: a page of the tenant's own inside of it would be a page in a page.
    String elsewhere = Framing.is(request) ? null : open.form().definition().redirect();
    if (inJson) {
      var accepted = new Accepted("accepted", elsewhere, hint.orElse(null));
      return Answer.written(MediaType.APPLICATION_JSON_VALUE, JSON.writeValueAsBytes(accepted))
          .status(202);
    }
    String done = Framing.path(open.form().key(), request) + "/done";
    return Answer.empty(303).header("Location", elsewhere == null ? done : elsewhere);
  }

  /** Names each faulty field to a program. */
  Answer faults(OpenForm open, List<FieldError> faults) {
    Locale locale = open.form().language().locale();
    List<FieldProblem> errors =
        faults.stream()
            .map(
                fieldError ->
                    new FieldProblem(
                        fieldError.field(),
                        fieldError.code().word(),
                        view.text(open.form().definition(), fieldError, locale)))
            .toList();
    return problem(422, "form.faulty", locale, errors);
  }

  /** There is no such form. */
  Answer unknown(HttpServletRequest request) {
    if (inJson(request)) {
      return problem(404, "form.unknown", PageLocale.of(request).locale(), List.of());
    }
    throw PageFault.notFound("form.unknown");
  }

  /** The form takes nothing at the moment; nothing was stored. */
  Answer offline(OpenForm open, HttpServletRequest request) {
    if (inJson(request)) {
      return problem(503, "form.offline", open.form().language().locale(), List.of());
    }
    throw PageFault.of(503, "form.offline");
  }

  /** Turns away what cannot be looked at field by field. */
  Answer refuse(OpenForm open, Body.Unreadable body, HttpServletRequest request) {
    if (inJson(request)) {
      return problem(body.status(), body.text(), open.form().language().locale(), List.of());
    }
    throw PageFault.of(body.status(), body.text())
        .leadingTo(Framing.path(open.form().key(), request), "form.done.again");
  }

  private static boolean inJson(HttpServletRequest request) {
    String type = String.valueOf(request.getContentType());
    return wantsJson(request) || type.startsWith(MediaType.APPLICATION_JSON_VALUE);
  }

  /** The list of errors is empty where it is about no field. */
  private Answer problem(int status, String text, Locale locale, List<FieldProblem> errors) {
    return problems.answer(
        new ProblemJson.Problem(
            status,
            text.substring(text.lastIndexOf('.') + 1),
            messages.getMessage(text + ".title", null, locale),
            messages.getMessage(text + ".text", null, locale),
            Map.of("errors", errors)));
  }
}

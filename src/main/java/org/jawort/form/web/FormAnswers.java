package org.jawort.form.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jawort.form.FieldError;
import org.jawort.form.OpenForm;
import org.jawort.platform.web.PageLocale;
import org.jawort.platform.web.Problems;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers a submission without drawing a page. */
@Component
class FormAnswers {
  private static final byte[] ACCEPTED =
      "{\"status\":\"accepted\"}".getBytes(StandardCharsets.UTF_8);

  private final MessageSource messages;
  private final FormView view;
  private final JsonMapper json;

  FormAnswers(MessageSource messages, FormView view, JsonMapper json) {
    this.messages = messages;
    this.view = view;
    this.json = json;
  }

  /** A problem of one field, as programs read it. */
  private record FieldProblem(String field, String code, String message) {}

  /** A problem (RFC 9457); the list is empty where it is about no field. */
  private record Problem(
      URI type, String title, int status, String detail, List<FieldProblem> errors) {}

  /** Tells whether the caller asks for JSON and for no page. */
  static boolean wantsJson(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("json") && !accept.contains("text/html");
  }

  /** The same for every address, so that nobody learns whether it is known. */
  void accept(OpenForm open, boolean inJson, HttpServletResponse response) throws IOException {
    if (inJson) {
      response.setStatus(HttpServletResponse.SC_ACCEPTED);
      write(response, MediaType.APPLICATION_JSON_VALUE, ACCEPTED);
    } else {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", "/f/" + open.form().key() + "/done");
      response.setContentLength(0);
    }
  }

  /** Names each faulty field to a program. */
  void faults(OpenForm open, List<FieldError> faults, HttpServletResponse response)
      throws IOException {
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
    problem(response, 422, "form.faulty", locale, errors);
  }

  /** There is no such form. */
  void unknown(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (inJson(request)) {
      problem(response, 404, "form.unknown", PageLocale.of(request).locale(), List.of());
    } else {
      Problems.answer(request, response, 404, "form.unknown");
    }
  }

  /** Turns away what cannot be looked at field by field. */
  void refuse(
      OpenForm open, Body.Unreadable body, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (inJson(request)) {
      Locale locale = open.form().language().locale();
      problem(response, body.status(), body.text(), locale, List.of());
    } else {
      var back = new Problems.Link("/f/" + open.form().key(), "form.done.again");
      Problems.answer(request, response, body.status(), body.text(), back);
    }
  }

  private static boolean inJson(HttpServletRequest request) {
    String type = String.valueOf(request.getContentType());
    return wantsJson(request) || type.startsWith(MediaType.APPLICATION_JSON_VALUE);
  }

  private void problem(
      HttpServletResponse response,
      int status,
      String text,
      Locale locale,
      List<FieldProblem> errors)
      throws IOException {
    var problem =
        new Problem(
            Problems.type(text.substring(text.lastIndexOf('.') + 1)),
            messages.getMessage(text + ".title", null, locale),
            status,
            messages.getMessage(text + ".text", null, locale),
            errors);
    response.setStatus(status);
    write(response, MediaType.APPLICATION_PROBLEM_JSON_VALUE, json.writeValueAsBytes(problem));
  }

  private static void write(HttpServletResponse response, String type, byte[] body)
      throws IOException {
    response.setContentType(type);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}

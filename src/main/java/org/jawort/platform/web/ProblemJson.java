package org.jawort.platform.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems as programs read them (RFC 9457), for pages, forms and the API alike. */
@Component
public class ProblemJson {
  private final JsonMapper json;

  /** Writes with the given mapper. */
  public ProblemJson(JsonMapper json) {
    this.json = json;
  }

  /**
   * A problem.
   *
   * @param type last part of its type {@code urn:jawort:problem:…}
   * @param extensions further members, in their order
   */
  public record Problem(
      int status, String type, String title, String detail, Map<String, ?> extensions) {
    private Map<String, Object> members() {
      var members = new LinkedHashMap<String, Object>();
      members.put("type", Problems.type(type).toString());
      members.put("title", title);
      members.put("status", status);
      members.put("detail", detail);
      members.putAll(extensions);
      return members;
    }
  }

  /** What a handler returns that has a problem to tell. */
  public Answer answer(Problem problem) {
    return Answer.written(MediaType.APPLICATION_PROBLEM_JSON_VALUE, bytes(problem))
        .status(problem.status());
  }

  /** Answers where no handler runs. */
  public void write(HttpServletResponse response, Problem problem) throws IOException {
    response.setStatus(problem.status());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.getOutputStream().write(bytes(problem));
  }

  private byte[] bytes(Problem problem) {
    return json.writeValueAsBytes(problem.members());
  }
}

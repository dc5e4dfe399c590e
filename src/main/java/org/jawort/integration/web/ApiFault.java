package org.jawort.integration.web;

import java.util.LinkedHashMap;
import java.util.Map;

/** Ends a call with a problem; carries no stack, as it is an answer like any other. */
final class ApiFault extends RuntimeException {
  private final transient Problem problem;

  /**
   * A problem (RFC 9457).
   *
   * @param type last part of its type {@code urn:jawort:problem:…}, which stays the same for good
   * @param detail for the people who write the calling system
   * @param extensions further members
   */
  record Problem(int status, String type, String detail, Map<String, Object> extensions) {
    Problem {
      extensions = new LinkedHashMap<>(extensions);
    }

    static Problem of(int status, String type, String detail) {
      return new Problem(status, type, detail, Map.of());
    }

    Problem with(String name, Object value) {
      var more = new LinkedHashMap<>(extensions);
      more.put(name, value);
      return new Problem(status, type, detail, more);
    }
  }

  ApiFault(Problem problem) {
    super(problem.type(), null, false, false);
    this.problem = problem;
  }

  static ApiFault notFound(String what) {
    return new ApiFault(Problem.of(404, "not-found", "There is no such " + what + "."));
  }

  Problem problem() {
    return problem;
  }
}

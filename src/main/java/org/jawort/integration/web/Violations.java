package org.jawort.integration.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers everything that is wrong with a call, so that it can be mended in one go. */
final class Violations {
  private final List<Map<String, String>> errors = new ArrayList<>();

  /** About a member of the body, named by its JSON Pointer (RFC 6901). */
  void about(String pointer, String detail) {
    add("pointer", pointer, detail);
  }

  /** About a parameter of the query. */
  void aboutParameter(String name, String detail) {
    add("parameter", name, detail);
  }

  private void add(String kind, String where, String detail) {
    var error = new LinkedHashMap<String, String>();
    error.put(kind, where);
    error.put("detail", detail);
    // A parameter may be asked several times on the way to its value.
    if (!errors.contains(error)) {
      errors.add(error);
    }
  }

  /** Ends the call with 422 unless nothing is wrong. */
  void throwIfAny() {
    if (!errors.isEmpty()) {
      throw fault();
    }
  }

  /** What ends the call. */
  ApiFault fault() {
    return new ApiFault(
        ApiFault.Problem.of(422, "invalid", "Some values are not usable; see errors.")
            .with("errors", List.copyOf(errors)));
  }
}

package org.jawort.form;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How what was written on a form stands in the database: by field, in the order of the form. */
public final class AnswersJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private AnswersJson() {}

  /**
   * All but the address, which the contact point has; names too, as a known contact keeps its own.
   */
  public static String of(FormDefinition definition, SubmissionCheckOutcome.Complete complete) {
    var answers = new LinkedHashMap<String, String>();
    for (FormField field : definition.fields()) {
      switch (field.type()) {
        case FIRST_NAME -> put(answers, field, complete.firstName());
        case LAST_NAME -> put(answers, field, complete.lastName());
        default ->
            complete.answers().stream()
                .filter(answer -> answer.field().equals(field.name()))
                .forEach(answer -> put(answers, field, answer.value()));
      }
    }
    return JSON.writeValueAsString(answers);
  }

  private static void put(Map<String, String> answers, FormField field, @Nullable String value) {
    if (value != null) {
      answers.put(field.name(), value);
    }
  }

  /** A part of an answer as it stands there, without the quotation marks around an answer. */
  static String within(String part) {
    String quoted = JSON.writeValueAsString(part);
    return quoted.substring(1, quoted.length() - 1);
  }

  static Map<String, String> read(String json) {
    return JSON.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {});
  }
}

package org.jawort.form;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a definition stands in the database; versions once written must stay readable. */
final class DefinitionJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private DefinitionJson() {}

  static String write(FormDefinition definition) {
    return JSON.writeValueAsString(definition);
  }

  /** As it is stored, with whatever an older or newer program wrote. */
  static JsonNode tree(String json) {
    return JSON.readTree(json);
  }

  static FormDefinition read(String json) {
    return JSON.readValue(json, FormDefinition.class);
  }

  static String write(FormContent content) {
    return JSON.writeValueAsString(content);
  }

  static FormContent content(String json) {
    return JSON.readValue(json, FormContent.class);
  }
}

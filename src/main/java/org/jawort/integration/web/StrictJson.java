package org.jawort.integration.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what other systems write, and nothing that two readers could read differently. */
final class StrictJson {
  // A repeated name or a second value behind the first would be read differently by everybody.
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /**
   * What is written there in UTF-8.
   *
   * @param what it is called in the answer where it is not
   */
  static String text(byte[] bytes, String what) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("The " + what + " is not in UTF-8.");
    }
  }

  /** What stands there, or a missing node where nothing does. */
  static JsonNode tree(String text, String what) {
    try {
      return STRICT.readTree(text);
    } catch (JacksonException e) {
      var where = e.getLocation();
      throw malformed(
          where == null
              ? "The %s is no JSON.".formatted(what)
              : "The %s is no JSON; see line %d, column %d."
                  .formatted(what, where.getLineNr(), where.getColumnNr()));
    }
  }

  static ApiFault malformed(String detail) {
    return new ApiFault(ApiFault.Problem.of(400, "malformed-json", detail));
  }
}

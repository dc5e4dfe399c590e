package org.jawort.optin.step;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes the steps of a process as JSON, as they are stored and as the editor sends. */
@Component
public class Steps {
  /** Characters of a process. */
  private static final int LARGEST = 200_000;

  private static final TypeReference<List<Step>> LIST = new TypeReference<>() {};

  private final JsonMapper json;

  Steps(JsonMapper json) {
    this.json =
        json.rebuild()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
  }

  /**
   * Reads what came from outside; what is missing in a step is null, empty or 0.
   *
   * @return empty where it is no list of steps, a step has no id, or it is too long
   */
  public Optional<List<Step>> parse(String text) {
    if (text.length() > LARGEST) {
      return Optional.empty();
    }
    try {
      List<Step> steps = json.readValue(text, LIST);
      return Optional.ofNullable(steps)
          .filter(all -> all.stream().allMatch(step -> step != null && step.id() != null))
          .map(List::copyOf);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** Reads what our own database holds. */
  public List<Step> read(String text) {
    return List.copyOf(json.readValue(text, LIST));
  }

  /** Writes them as they are stored. */
  public String write(List<Step> steps) {
    return json.writerFor(LIST).writeValueAsString(steps);
  }
}

package org.jawort.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The information of Art. 13 GDPR on a form: made from the profile, with what its author says
 * otherwise.
 *
 * @param own what the author wrote, by topic
 * @param shown all of it as it is shown, in its order; in a draft's content nothing, as it is made
 *     anew each time
 */
public record DataInformation(
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<InformationTopic, String> own,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<InformationPart> shown) {
  /** Most characters of a part that an author writes. */
  public static final int LONGEST = 1_000;

  /** Takes what was left out as not there; by topic, in their order. */
  public DataInformation {
    var sorted = new EnumMap<InformationTopic, String>(InformationTopic.class);
    sorted.putAll(own == null ? Map.of() : own);
    own = java.util.Collections.unmodifiableMap(sorted);
    shown = shown == null ? List.of() : List.copyOf(shown);
  }

  /** What its author wrote, alone. */
  DataInformation written() {
    return new DataInformation(own, List.of());
  }

  /** As it is shown where the profile says this. */
  DataInformation over(List<InformationPart> profile) {
    return new DataInformation(
        own,
        profile.stream()
            .map(
                part ->
                    new InformationPart(
                        part.topic(), part.title(), own.getOrDefault(part.topic(), part.text())))
            .toList());
  }

  /** What is still to be said. */
  public List<InformationTopic> gaps() {
    return Arrays.stream(InformationTopic.values())
        .filter(InformationTopic::needed)
        .filter(
            topic -> shown.stream().noneMatch(one -> one.topic() == topic && !one.text().isBlank()))
        .toList();
  }

  /** The parts that say something. */
  public List<InformationPart> told() {
    return shown.stream().filter(part -> !part.text().isBlank()).toList();
  }
}

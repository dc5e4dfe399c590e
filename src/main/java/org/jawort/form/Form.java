package org.jawort.form;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jawort.consent.Evidence;
import org.jawort.consent.FormVersion;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.platform.Language;

/**
 * Formular: a form as it is shown now.
 *
 * @param key last part of its address {@code /f/{key}}
 * @param name for staff
 * @param purpose what its box asks for where nobody chose any boxes
 * @param online whether it takes sign-ups, as far as its owners wish
 * @param version that is shown; each submission points at it
 */
public record Form(
    FormId id,
    String key,
    String name,
    Language language,
    PurposeId purpose,
    boolean online,
    FormVersion version,
    FormDefinition definition) {
  /** The purposes that its boxes ask for, each once, in their order. */
  public List<PurposeId> purposes() {
    return purposes(box -> true);
  }

  /** Those whose boxes were ticked. */
  public List<PurposeId> consented(List<Evidence.Box> shown) {
    Set<String> ticked =
        shown.stream().filter(Evidence.Box::ticked).map(Evidence.Box::key).collect(toSet());
    return purposes(box -> ticked.contains(box.key()));
  }

  private List<PurposeId> purposes(Predicate<FormBox> which) {
    return definition.boxes().stream()
        .filter(box -> box.wording() != null && which.test(box))
        .map(box -> box.purpose() == null ? purpose : new PurposeId(box.purpose()))
        .distinct()
        .toList();
  }

  /** The same form as if it said something else. */
  public Form saying(FormDefinition other) {
    return new Form(id, key, name, language, purpose, online, version, other);
  }
}

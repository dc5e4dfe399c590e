package org.jawort.form.web.edit;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.web.FormInput;

/** Ids as pages of ours send them; what is none was not sent by one. */
final class SentIds {
  private SentIds() {}

  /** An id; empty where it is none. */
  static Optional<UUID> id(String text) {
    return text.matches("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  /** All of a field, each once. */
  static List<UUID> all(FormInput form, String name, int most) {
    return form.all(name).stream()
        .flatMap(text -> id(text).stream())
        .distinct()
        .limit(most)
        .toList();
  }
}

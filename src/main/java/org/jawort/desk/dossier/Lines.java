package org.jawort.desk.dossier;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the facts that there are, each behind what it is. */
final class Lines {
  private final List<Line> lines = new ArrayList<>();
  private final DocumentWords documentWords;

  Lines(DocumentWords documentWords) {
    this.documentWords = documentWords;
  }

  /**
   * A fact.
   *
   * @param label what it is
   * @param value what it says
   * @param strong whether it is what one looks for
   * @param mono whether people compare it character by character
   */
  public record Line(String label, String value, boolean strong, boolean mono) {}

  Lines add(String key, @Nullable String value) {
    return add(key, value, false, false);
  }

  Lines mono(String key, @Nullable String value) {
    return add(key, value, false, true);
  }

  Lines add(String key, @Nullable String value, boolean strong, boolean mono) {
    if (value != null && !value.isBlank()) {
      lines.add(new Line(documentWords.of(key), value, strong, mono));
    }
    return this;
  }

  List<Line> all() {
    return List.copyOf(lines);
  }
}

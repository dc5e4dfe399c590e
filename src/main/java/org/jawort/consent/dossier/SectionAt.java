package org.jawort.consent.dossier;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds in which section of a dossier a place lies, though what stands there is no JSON. */
final class SectionAt {
  private static final int INSIDE_SECTIONS = 2;

  private int depth;
  private int begin = -1;
  private boolean inSections;
  private @Nullable String section;

  private SectionAt() {}

  /** The section before the end of which the place lies; empty where it lies in none. */
  static Optional<String> of(String text, int place) {
    var scan = new SectionAt();
    for (int i = 0; i <= Math.min(place, text.length() - 1); i++) {
      char c = text.charAt(i);
      if (scan.begin >= 0) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          scan.ends(text.substring(scan.begin, i), text, i + 1);
        }
      } else {
        scan.outside(c, i);
      }
    }
    return scan.inSections ? Optional.ofNullable(scan.section) : Optional.empty();
  }

  private void ends(String string, String text, int next) {
    begin = -1;
    boolean name = next < text.length() && text.charAt(next) == ':';
    if (name && depth == 1) {
      inSections = string.equals(DossierJson.SECTIONS);
      section = null;
    } else if (name && depth == INSIDE_SECTIONS && inSections) {
      section = string;
    }
  }

  private void outside(char c, int at) {
    switch (c) {
      case '"' -> begin = at + 1;
      case '{', '[' -> depth++;
      case '}', ']' -> depth--;
      default -> {}
    }
  }
}

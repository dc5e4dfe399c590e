package org.jawort.consent.purpose;

import org.jawort.platform.Language;

/** What staff call a purpose. */
public record PurposeName(String german, String english) {
  /** In one language. */
  public String in(Language language) {
    return switch (language) {
      case DE -> german;
      case EN -> english;
    };
  }

  /** In the language of the code {@code de} or {@code en}; English for any other. */
  public String in(String code) {
    return in(Language.of(code).orElse(Language.EN));
  }
}

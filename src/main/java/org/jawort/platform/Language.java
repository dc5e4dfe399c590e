package org.jawort.platform;

import java.util.Locale;

/** A language that Jawort speaks. */
public enum Language {
  /** German, addressed formally. */
  DE(Locale.GERMAN),
  /** English. */
  EN(Locale.ENGLISH);

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  /** The locale of messages, numbers and dates. */
  public Locale locale() {
    return locale;
  }

  /** The two-letter code, as in the database, the API and the {@code lang} attribute. */
  public String code() {
    return locale.getLanguage();
  }

  /**
   * Reads a two-letter code.
   *
   * @throws IllegalArgumentException where it is neither "de" nor "en"
   */
  public static Language ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}

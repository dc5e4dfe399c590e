package org.jawort.platform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A language in which Jawort speaks to staff and to recipients. */
public enum Language {
  /** German. */
  DE(Locale.GERMAN),
  /** English. */
  EN(Locale.ENGLISH);

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  /** For message files and the formatting of times and numbers. */
  public Locale locale() {
    return locale;
  }

  /** As it stands in the database, in addresses and in HTML: {@code de}, {@code en}. */
  public String code() {
    return locale.getLanguage();
  }

  /** Reads a code such as {@code de}; empty where it is none of ours. */
  public static Optional<Language> of(String code) {
    return Arrays.stream(values()).filter(language -> language.code().equals(code)).findFirst();
  }

  /**
   * Reads a code that our own database holds.
   *
   * @throws IllegalArgumentException where it is none of ours
   */
  public static Language ofCode(String code) {
    return of(code).orElseThrow(() -> new IllegalArgumentException("no language: " + code));
  }
}

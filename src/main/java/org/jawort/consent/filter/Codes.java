package org.jawort.consent.filter;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the JSON form writes names: as its members, in camel case. */
final class Codes {
  private static final Pattern NEXT_WORD = Pattern.compile("_([a-z])");

  private Codes() {}

  static String of(Enum<?> name) {
    Matcher words = NEXT_WORD.matcher(name.name().toLowerCase(Locale.ROOT));
    return words.replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
  }
}

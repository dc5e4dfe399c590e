package org.jawort.contact.merge;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How alike two texts are: the share of their groups of three letters that both have, counted as
 * PostgreSQL's extension pg_trgm counts it, of which no database needs to be asked.
 */
final class Trigrams {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private Trigrams() {}

  /** Of a hundred: 0 where nothing is alike, 100 where words and letters are the same. */
  static int likeness(String one, String other) {
    Set<String> of = of(one);
    Set<String> with = of(other);
    if (of.isEmpty() || with.isEmpty()) {
      return 0;
    }
    long both = of.stream().filter(with::contains).count();
    return Math.toIntExact(Math.round(100.0 * both / (of.size() + with.size() - both)));
  }

  /** Two blanks before each word and one after it, so that beginnings count more. */
  private static Set<String> of(String text) {
    var all = new HashSet<String>();
    Arrays.stream(BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT)))
        .filter(word -> !word.isEmpty())
        .map(word -> "  " + word + " ")
        .forEach(
            word -> {
              for (int at = 0; at + 3 <= word.length(); at++) {
                all.add(word.substring(at, at + 3));
              }
            });
    return all;
  }
}

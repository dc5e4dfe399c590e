package org.jawort.contact.search;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.Spelling;
import org.jawort.platform.TenantId;

/**
 * Texts as they are searched: in lower case and without what stands above or below letters, so that
 * {@code muller} finds Müller, each word behind a blank. A word of three letters and more is found
 * anywhere, a shorter one where a word begins.
 */
public final class SearchText {
  /** Of more than this nothing is found: own fields can be long. */
  private static final int LONGEST = 1000;

  /** Nobody remembers more words of one contact. */
  private static final int MOST_WORDS = 8;

  private static final int LETTERS = 3;

  private static final Pattern BETWEEN = Pattern.compile("[\\p{Z}\\p{Cc}\\p{Cs},;]+");
  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");

  private SearchText() {}

  /** What is kept of parts that together are searched; empty ones say nothing. */
  static String of(Collection<String> parts) {
    String text = " " + String.join(" ", words(String.join(" ", parts)));
    return text.length() > LONGEST ? text.substring(0, end(text)) : text;
  }

  /** Not between the halves of one character. */
  private static int end(String text) {
    return Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
  }

  /**
   * What has to stand in a text for all words of what somebody typed to be found in it; nothing
   * where no word was typed.
   */
  public static List<String> sought(String typed) {
    return words(typed).stream()
        .map(word -> word.codePointCount(0, word.length()) < LETTERS ? " " + word : word)
        .distinct()
        .limit(MOST_WORDS)
        .toList();
  }

  /**
   * The ways to read what somebody typed: as it is, as a mobile number or an address is kept.
   *
   * @param number beginning of the number that it may be
   */
  public static List<String> readings(String typed, Optional<String> number) {
    String mended = Spelling.mended(typed);
    return Stream.of(
            Optional.of(typed),
            number,
            CheckedAddress.parse(Channel.EMAIL, mended).map(CheckedAddress::key))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  private static List<String> words(String text) {
    return Arrays.stream(BETWEEN.split(folded(text))).filter(word -> !word.isEmpty()).toList();
  }

  /** A letter that has its mark in itself, such as ø, stays what it is. */
  private static String folded(String text) {
    String plain =
        text.chars().allMatch(c -> c < 0x80)
            ? text
            : MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    return plain.toLowerCase(Locale.ROOT).replace("ß", "ss");
  }

  /** Whether all that is sought stands in a text that was made by {@link #of}. */
  static boolean holds(String text, List<String> sought) {
    return sought.stream().allMatch(text::contains);
  }

  /** The keys of a text in the index, by each of which it can be looked up. */
  static Set<Integer> keys(TenantId tenant, String text) {
    var keys = new TreeSet<Integer>();
    for (String word : text.split(" ")) {
      if (!word.isEmpty()) {
        int[] letters = (" " + word).codePoints().toArray();
        keys.add(key(tenant, letters, 0, 2));
        addGroups(keys, tenant, letters);
      }
    }
    return keys;
  }

  /** The keys that every text has in which all of it stands. */
  static Set<Integer> keys(TenantId tenant, List<String> sought) {
    var keys = new TreeSet<Integer>();
    for (String one : sought) {
      int[] letters = one.codePoints().toArray();
      if (letters.length < LETTERS) {
        keys.add(key(tenant, letters, 0, letters.length));
      } else {
        addGroups(keys, tenant, letters);
      }
    }
    return keys;
  }

  private static void addGroups(Set<Integer> keys, TenantId tenant, int[] letters) {
    for (int at = 0; at + LETTERS <= letters.length; at++) {
      keys.add(key(tenant, letters, at, LETTERS));
    }
  }

  /** Two that share a key by chance cost a look at the text, and nothing else. */
  private static int key(TenantId tenant, int[] letters, int from, int count) {
    long hash =
        tenant.value().getMostSignificantBits() * 31 + tenant.value().getLeastSignificantBits();
    for (int i = from; i < from + count; i++) {
      hash = (hash ^ letters[i]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return (int) (hash >>> 32);
  }

  /** As PostgreSQL reads an array. */
  static String literal(Set<Integer> keys) {
    return keys.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }
}

package org.jawort.form.domain;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Likely slips in the domains that most people have their mailbox at: gmial.com, gmx.dee. A short
 * name is close to many others, so the shorter it is, the less it may differ.
 */
final class Slips {
  private static final String FILE = "providers.txt";
  private static final List<Provider> PROVIDERS = providers();
  private static final Set<Provider> KNOWN = Set.copyOf(PROVIDERS);

  /** Countries that are far more often a slip of "com" than meant. */
  private static final Set<String> HALF_OF_COM = Set.of("co", "cm", "om");

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  /** From so many characters on, a name that begins alike may differ in two places. */
  private static final int LONG = 7;

  /** Up to so many, it may have no other letters than the provider's. */
  private static final int SHORT = 4;

  private static final int MOST = 2;

  /** Most sign up with few domains, and each is compared with some hundred. */
  private static final LoadingCache<String, List<String>> MEANT =
      Caffeine.newBuilder().maximumSize(1_000).build(Slips::compared);

  private Slips() {}

  /** A name and what stands behind its first dot. */
  private record Provider(String name, String ending) {
    static Provider of(String domain) {
      int dot = domain.indexOf('.');
      return new Provider(domain.substring(0, dot), domain.substring(dot + 1));
    }

    String domain() {
      return name + "." + ending;
    }
  }

  private static List<Provider> providers() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Slips.class.getResourceAsStream(FILE)),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(Provider::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The domains that were likely meant, the likeliest first; none where this one is well known
   * itself or like none that is.
   *
   * @param domain in lower case and in ASCII
   */
  static List<String> meant(String domain) {
    return MEANT.get(domain);
  }

  private static List<String> compared(String domain) {
    if (domain.indexOf('.') < 0 || KNOWN.contains(Provider.of(domain))) {
      return List.of();
    }
    Provider typed = Provider.of(domain);
    return PROVIDERS.stream()
        .filter(known -> apart(typed, known) <= MOST)
        .map(known -> new Meant(known, slips(typed, known)))
        .filter(meant -> meant.slips() > 0)
        .sorted(Comparator.comparingInt(Meant::slips))
        .map(meant -> meant.provider().domain())
        .toList();
  }

  /** A provider that was likely meant. */
  private record Meant(Provider provider, int slips) {}

  /** By how many letters they differ in length, which is the fewest slips that there can be. */
  private static int apart(Provider typed, Provider known) {
    return Math.abs(typed.name().length() - known.name().length())
        + Math.abs(typed.ending().length() - known.ending().length());
  }

  /** By how many slips the one comes from the other; 0 where that is not likely. */
  private static int slips(Provider typed, Provider known) {
    int name = SlipDistance.of(typed.name(), known.name());
    int ending = SlipDistance.of(typed.ending(), known.ending());
    boolean likely =
        name + ending <= MOST
            && (name == 0 || isLikelyName(typed.name(), known.name(), name))
            && (ending == 0 || isLikelyEnding(typed.ending(), known.ending()));
    return likely ? name + ending : 0;
  }

  private static boolean isLikelyName(String typed, String known, int distance) {
    if (known.length() <= SHORT) {
      return distance == 1 && letters(typed).equals(letters(known));
    }
    boolean sameBegin = !typed.isEmpty() && typed.charAt(0) == known.charAt(0);
    return distance == 1 || (known.length() >= LONG && sameBegin);
  }

  private static Set<Integer> letters(String name) {
    return name.chars().boxed().collect(Collectors.toSet());
  }

  /** A country of its own is no slip, unless it is what is left of "com". */
  private static boolean isLikelyEnding(String typed, String known) {
    boolean country = COUNTRIES.contains(typed.toUpperCase(Locale.ROOT));
    boolean half = known.equals("com") && HALF_OF_COM.contains(typed);
    return half || !country;
  }
}

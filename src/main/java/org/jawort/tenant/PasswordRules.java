package org.jawort.tenant;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which passwords are good enough: long, and not the first that somebody would try. */
@Component
public final class PasswordRules {
  /** Fewest characters of a password. */
  public static final int SHORTEST = 12;

  private static final int LONGEST = 200;
  private static final int SHORTEST_NAME = 4;
  private static final int FEWEST_DIFFERENT = 5;
  private static final List<String> ROWS =
      List.of(
          "0123456789012345678901234567890",
          "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
          "qwertzuiopüasdfghjklöäyxcvbnm",
          "qwertzuiopasdfghjklyxcvbnm",
          "qwertyuiopasdfghjklzxcvbnm",
          "1qaz2wsx3edc4rfv5tgb6zhn7ujm",
          "1qay2wsx3edc4rfv5tgb6zhn7ujm",
          "1q2w3e4r5t6z7u8i9o0p",
          "1q2w3e4r5t6y7u8i9o0p");

  private final Set<String> common;

  PasswordRules() {
    var resource =
        Objects.requireNonNull(PasswordRules.class.getResourceAsStream("/common-passwords.txt"));
    try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      this.common =
          lines
              .lines()
              .filter(line -> !line.startsWith("#"))
              .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with a password. */
  public enum Problem {
    /** Fewer than {@link #SHORTEST} characters. */
    TOO_SHORT,
    /** More characters than anybody needs. */
    TOO_LONG,
    /** One that many people use. */
    COMMON,
    /** A row of keys or letters, or a few characters again and again. */
    PATTERN,
    /** Holds the own address or the firm's name. */
    PERSONAL
  }

  /**
   * Judges a password.
   *
   * @param firm the tenant's name
   */
  public Optional<Problem> judge(String password, StaffEmail email, String firm) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST) {
      return Optional.of(Problem.TOO_SHORT);
    }
    if (length > LONGEST) {
      return Optional.of(Problem.TOO_LONG);
    }
    String folded = password.toLowerCase(Locale.ROOT);
    if (isCommon(folded)) {
      return Optional.of(Problem.COMMON);
    }
    if (isPattern(folded)) {
      return Optional.of(Problem.PATTERN);
    }
    return holdsAny(folded, List.of(email.key(), email.localPart(), firm))
        ? Optional.of(Problem.PERSONAL)
        : Optional.empty();
  }

  private boolean isCommon(String folded) {
    String plain = folded.replaceAll("[^\\p{L}\\p{N}]", "");
    return common.contains(folded) || common.contains(plain) || common.contains(unmasked(plain));
  }

  /** Undoes the usual swaps of letters for digits, but for the digits at the end. */
  private static String unmasked(String text) {
    String word = text.replaceAll("\\d+$", "");
    String letters =
        word.replace('0', 'o')
            .replace('1', 'i')
            .replace('3', 'e')
            .replace('4', 'a')
            .replace('5', 's')
            .replace('7', 't');
    return letters + text.substring(word.length());
  }

  private static boolean isPattern(String folded) {
    if (folded.codePoints().distinct().count() < FEWEST_DIFFERENT) {
      return true;
    }
    String backwards = new StringBuilder(folded).reverse().toString();
    return ROWS.stream().anyMatch(row -> row.contains(folded) || row.contains(backwards))
        || folded.matches("(.{1,8})\\1+");
  }

  private static boolean holdsAny(String folded, Collection<String> names) {
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .filter(name -> name.length() >= SHORTEST_NAME)
        .anyMatch(name -> folded.contains(name) || folded.contains(name.replace(" ", "")));
  }
}

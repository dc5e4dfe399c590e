package org.jawort.form.shield;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/**
 * A small piece of work, after hashcash: for each part from 0 on, a number such that SHA-256 of
 * {@code token.part.number} begins with a byte of zeros. Sixteen parts of 256 tries on average are
 * about four thousand, and hardly ever twice as many: one large part would take some people many
 * times as long as others.
 */
public final class Puzzle {
  /** How many numbers are looked for. */
  public static final int PARTS = 16;

  /** How many bits at the beginning are zero. */
  public static final int ZERO_BITS = 8;

  private static final int LONGEST = 11 * PARTS;
  private static final Pattern NUMBERS =
      Pattern.compile("[0-9]{1,10}(?:\\.[0-9]{1,10}){%d}".formatted(PARTS - 1));

  private Puzzle() {}

  /**
   * Tells whether the work was done.
   *
   * @param solution the numbers, with a point between two
   */
  public static boolean isSolved(String token, String solution) {
    if (solution.length() > LONGEST || !NUMBERS.matcher(solution).matches()) {
      return false;
    }
    String[] numbers = solution.split("\\.");
    for (int part = 0; part < PARTS; part++) {
      if (!fits(token + "." + part + "." + numbers[part])) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      return hash[0] == 0;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}

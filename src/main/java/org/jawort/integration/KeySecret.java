package org.jawort.integration;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.jawort.platform.Sha256;

/**
 * What a system shows to be let in: {@code jw_} and 256 random bits in base64url. Such a secret
 * needs no salt; the hash alone is stored.
 */
record KeySecret(String text) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int HINT = 7;
  private static final int FEWEST_BITS = 128;
  private static final int FEWEST_DIFFERENT = 8;

  static KeySecret random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new KeySecret("jw_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /**
   * Tells whether a key that somebody else made can have 128 random bits: by its length, and by the
   * kinds of its characters.
   */
  boolean strong() {
    long different = text.chars().distinct().count();
    return different >= FEWEST_DIFFERENT && text.length() * bits() >= FEWEST_BITS;
  }

  /** Of each character, were all of its kinds equally likely. */
  private double bits() {
    boolean digits = text.chars().anyMatch(c -> c >= '0' && c <= '9');
    boolean small = text.chars().anyMatch(c -> c >= 'a' && c <= 'z');
    boolean large = text.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    boolean hex = text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    boolean marks = text.chars().anyMatch(c -> c < 0x80 && !Character.isLetterOrDigit(c));
    int kinds =
        hex ? 16 : (digits ? 10 : 0) + (small ? 26 : 0) + (large ? 26 : 0) + (marks ? 10 : 0);
    return Math.log(Math.max(kinds, 2)) / Math.log(2);
  }

  byte[] hash() {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The hash as text, for lookups in memory. */
  String fingerprint() {
    return HexFormat.of().formatHex(hash());
  }

  /** Few enough characters to give nothing away. */
  String hint() {
    return text.substring(0, HINT);
  }

  @Override
  public String toString() {
    return hint() + "…";
  }
}

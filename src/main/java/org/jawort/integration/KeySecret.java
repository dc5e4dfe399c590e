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

  static KeySecret random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new KeySecret("jw_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
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

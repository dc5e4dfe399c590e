package org.jawort.tenant.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes that a device shows: TOTP (RFC 6238) as every such program knows it, with SHA-1, six digits
 * and thirty seconds. A clock may be half a minute off.
 */
final class Totp {
  private static final int SECRET = 20;
  private static final int DIGITS = 6;
  private static final int MODULUS = 1_000_000;
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final int DRIFT = 1;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Totp() {}

  static byte[] secret() {
    byte[] secret = new byte[SECRET];
    RANDOM.nextBytes(secret);
    return secret;
  }

  /**
   * The step whose code this is.
   *
   * @param after only steps behind this one, since each code is taken once
   */
  static OptionalLong step(byte[] secret, String code, Instant now, long after) {
    long present = now.getEpochSecond() / STEP.toSeconds();
    byte[] given = code.getBytes(StandardCharsets.UTF_8);
    long found = -1;
    // All of them, so that the time tells nothing.
    for (long step = present - DRIFT; step <= present + DRIFT; step++) {
      byte[] right = code(secret, step).getBytes(StandardCharsets.UTF_8);
      if (MessageDigest.isEqual(right, given) && step > after) {
        found = step;
      }
    }
    return found < 0 ? OptionalLong.empty() : OptionalLong.of(found);
  }

  /** The code at a moment. */
  static String code(byte[] secret, Instant at) {
    return code(secret, at.getEpochSecond() / STEP.toSeconds());
  }

  /** RFC 4226, section 5.3. */
  private static String code(byte[] secret, long step) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
      return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA1 is part of every JDK", e);
    }
  }
}

package org.jawort.form.web;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jawort.form.FormId;
import org.jawort.platform.MasterSecret;
import org.springframework.stereotype.Component;

/**
 * Signs when a form was shown and in which version, so that what comes back sooner than a person
 * can write is told apart (B-07), and so that what is stored is what was shown (law 15).
 * Milliseconds since 1970 (8 bytes), version (4 bytes), HMAC-SHA256 with the form's id, cut to 128
 * bits; base64url.
 */
@Component
class FillTime {
  private static final int MAC = 16;
  private static final int SIGNED = Long.BYTES + Integer.BYTES;
  private static final int TEXT = ((SIGNED + MAC) * 8 + 5) / 6;

  private final SecretKey key;

  FillTime(MasterSecret secret) {
    this.key = secret.keyFor("form-time");
  }

  /** When a form was shown, and in which version. */
  record Shown(Instant at, int version) {}

  /** The hidden field's value for a form shown now. */
  String stamp(FormId form, int version, Instant now) {
    byte[] signed = ByteBuffer.allocate(SIGNED).putLong(now.toEpochMilli()).putInt(version).array();
    byte[] both = Arrays.copyOf(signed, SIGNED + MAC);
    System.arraycopy(mac(form, signed), 0, both, SIGNED, MAC);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
  }

  /** What the stamp says; empty where it is not ours or of another form. */
  Optional<Shown> shown(FormId form, String stamp) {
    if (stamp.length() != TEXT) {
      return Optional.empty();
    }
    byte[] both;
    try {
      both = Base64.getUrlDecoder().decode(stamp);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    byte[] signed = Arrays.copyOf(both, SIGNED);
    if (!MessageDigest.isEqual(mac(form, signed), Arrays.copyOfRange(both, SIGNED, both.length))) {
      return Optional.empty();
    }
    ByteBuffer said = ByteBuffer.wrap(signed);
    return Optional.of(new Shown(Instant.ofEpochMilli(said.getLong()), said.getInt()));
  }

  /**
   * Tells whether a person can have filled the form in. Foreign pages and programs that use the API
   * have no stamp, and an old page left open is no offence.
   */
  boolean humanlyPossible(FormId form, String stamp, Duration minimum, Instant now) {
    return stamp.isEmpty()
        || shown(form, stamp).filter(shown -> !shown.at().plus(minimum).isAfter(now)).isPresent();
  }

  private byte[] mac(FormId form, byte[] signed) {
    UUID id = form.value();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(
          ByteBuffer.allocate(2 * Long.BYTES)
              .putLong(id.getMostSignificantBits())
              .putLong(id.getLeastSignificantBits())
              .array());
      return Arrays.copyOf(mac.doFinal(signed), MAC);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }
}

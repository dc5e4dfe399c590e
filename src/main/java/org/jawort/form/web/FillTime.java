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
 * Signs when a form was shown, so that what comes back sooner than a person can write is told apart
 * (issue 2, point 9). Milliseconds since 1970 (8 bytes), HMAC-SHA256 with the form's id, cut to 128
 * bits; base64url.
 */
@Component
class FillTime {
  private static final int MAC = 16;
  private static final int TEXT = (Long.BYTES + MAC) * 4 / 3;

  private final SecretKey key;

  FillTime(MasterSecret secret) {
    this.key = secret.keyFor("form-time");
  }

  /** The hidden field's value for a form shown now. */
  String stamp(FormId form, Instant now) {
    byte[] time = ByteBuffer.allocate(Long.BYTES).putLong(now.toEpochMilli()).array();
    byte[] both = Arrays.copyOf(time, Long.BYTES + MAC);
    System.arraycopy(mac(form, time), 0, both, Long.BYTES, MAC);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
  }

  /** When the form was shown; empty where the stamp is not ours or of another form. */
  Optional<Instant> shownAt(FormId form, String stamp) {
    if (stamp.length() != TEXT) {
      return Optional.empty();
    }
    byte[] both;
    try {
      both = Base64.getUrlDecoder().decode(stamp);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    byte[] time = Arrays.copyOf(both, Long.BYTES);
    boolean ours =
        MessageDigest.isEqual(mac(form, time), Arrays.copyOfRange(both, Long.BYTES, both.length));
    return ours
        ? Optional.of(Instant.ofEpochMilli(ByteBuffer.wrap(time).getLong()))
        : Optional.empty();
  }

  /**
   * Tells whether a person can have filled the form in. Foreign pages and programs that use the API
   * have no stamp, and an old page left open is no offence.
   */
  boolean humanlyPossible(FormId form, String stamp, Duration minimum, Instant now) {
    return stamp.isEmpty()
        || shownAt(form, stamp).filter(shown -> !shown.plus(minimum).isAfter(now)).isPresent();
  }

  private byte[] mac(FormId form, byte[] time) {
    UUID id = form.value();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(
          ByteBuffer.allocate(2 * Long.BYTES)
              .putLong(id.getMostSignificantBits())
              .putLong(id.getLeastSignificantBits())
              .array());
      return Arrays.copyOf(mac.doFinal(time), MAC);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }
}

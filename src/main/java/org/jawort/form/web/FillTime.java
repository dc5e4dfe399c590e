package org.jawort.form.web;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jawort.form.FormId;
import org.jawort.form.shield.FormSeal;
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
  private final FormSeal seal;

  FillTime(MasterSecret secret) {
    this.seal = new FormSeal(secret.keyFor("form-time"), Long.BYTES + Integer.BYTES);
  }

  /** When a form was shown, and in which version. */
  record Shown(Instant at, int version) {}

  /** The hidden field's value for a form shown now. */
  String stamp(FormId form, int version, Instant now) {
    ByteBuffer said =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(now.toEpochMilli()).putInt(version);
    return seal.write(form, said, mac -> {});
  }

  /** What the stamp says; empty where it is not ours or of another form. */
  Optional<Shown> shown(FormId form, String stamp) {
    return seal.read(form, stamp, mac -> {})
        .map(said -> new Shown(Instant.ofEpochMilli(said.getLong()), said.getInt()));
  }

  /**
   * Tells whether a person can have filled the form in. Foreign pages and programs that use the API
   * have no stamp, and an old page left open is no offence.
   */
  boolean humanlyPossible(FormId form, String stamp, Duration minimum, Instant now) {
    return stamp.isEmpty()
        || shown(form, stamp).filter(shown -> !shown.at().plus(minimum).isAfter(now)).isPresent();
  }
}

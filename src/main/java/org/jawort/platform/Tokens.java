package org.jawort.platform;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Makes and reads the tokens of personal links: short enough for an SMS (48 characters),
 * unforgeable, without personal data (law 12).
 *
 * <p>Layout, then base64url: kind (1 byte), tenant number (4), id (16), end of validity in seconds
 * since 1970 or 0 for none (4), HMAC-SHA256 over these, cut to 88 bits (11).
 */
public final class Tokens {
  private static final int BODY = 1 + 4 + 16 + 4;
  private static final int MAC = 11;
  private static final int TEXT = (BODY + MAC) * 4 / 3;

  private final SecretKey key;

  /** Derives the key from the installation's secret. */
  public Tokens(MasterSecret secret) {
    this.key = secret.keyFor("token");
  }

  /** What a link may do. The code is part of every token sent and never changes its meaning. */
  public enum Kind {
    /** Confirms a sign-up. */
    CONFIRM('c'),
    /** Refuses the consent that was asked for. */
    REFUSE('r'),
    /** Withdraws a consent. */
    UNSUBSCRIBE('u'),
    /** Shows a mailing in the browser. */
    WEB_VERSION('w'),
    /** Shows that somebody reads the mail of a sender address. */
    SENDER('s');

    private final byte code;

    Kind(char code) {
      this.code = (byte) code;
    }
  }

  /**
   * A genuine token's content.
   *
   * @param tenantNumber the tenant's number (not its id, for brevity)
   * @param id what the link is about, mostly a message
   * @param expires the first instant at which it no longer acts, or empty
   */
  public record Content(Kind kind, int tenantNumber, UUID id, Optional<Instant> expires) {
    /** Tells whether the token has ended at the given instant. */
    public boolean expiredAt(Instant now) {
      return expires.isPresent() && !now.isBefore(expires.get());
    }
  }

  /** Writes the token. */
  public String write(Content content) {
    ByteBuffer bytes = ByteBuffer.allocate(BODY + MAC);
    bytes.put(content.kind().code).putInt(content.tenantNumber());
    bytes.putLong(content.id().getMostSignificantBits());
    bytes.putLong(content.id().getLeastSignificantBits());
    bytes.putInt(content.expires().map(end -> (int) end.getEpochSecond()).orElse(0));
    bytes.put(mac(bytes.array()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * Reads a token that came from outside.
   *
   * @return empty where it is cut off, forged, or of another kind; an expired one is returned, the
   *     caller asks {@link Content#expiredAt}
   */
  public Optional<Content> read(Kind kind, String token) {
    if (token.length() != TEXT) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    boolean genuine =
        bytes[0] == kind.code
            && MessageDigest.isEqual(mac(bytes), Arrays.copyOfRange(bytes, BODY, BODY + MAC));
    return genuine
        ? Optional.of(content(kind, ByteBuffer.wrap(bytes, 1, BODY - 1)))
        : Optional.empty();
  }

  private static Content content(Kind kind, ByteBuffer bytes) {
    int tenantNumber = bytes.getInt();
    var id = new UUID(bytes.getLong(), bytes.getLong());
    long end = Integer.toUnsignedLong(bytes.getInt());
    return new Content(
        kind,
        tenantNumber,
        id,
        end == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(end)));
  }

  private byte[] mac(byte[] bytes) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(bytes, 0, BODY);
      return Arrays.copyOf(mac.doFinal(), MAC);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }
}

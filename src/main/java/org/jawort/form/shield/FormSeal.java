package org.jawort.form.shield;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jawort.form.FormId;

/**
 * Signs a few bytes that a form gives away and gets back: the bytes, and their HMAC-SHA256 with the
 * form's id and whatever else they stand for, cut to 128 bits; base64url.
 */
public final class FormSeal {
  private static final int MAC = 16;

  private final SecretKey key;
  private final int length;

  /**
   * Signs with a key.
   *
   * @param length of what is signed, in bytes
   */
  public FormSeal(SecretKey key, int length) {
    this.key = key;
    this.length = length;
  }

  /**
   * The text to be given away.
   *
   * @param meant adds what the bytes stand for and do not hold
   */
  public String write(FormId form, ByteBuffer said, Consumer<Mac> meant) {
    byte[] both = Arrays.copyOf(said.array(), length + MAC);
    System.arraycopy(mac(form, said.array(), meant), 0, both, length, MAC);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
  }

  /** What was signed; empty where the text is not ours, or stands for something else. */
  public Optional<ByteBuffer> read(FormId form, String text, Consumer<Mac> meant) {
    if (text.length() != ((length + MAC) * 8 + 5) / 6) {
      return Optional.empty();
    }
    byte[] both;
    try {
      both = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    byte[] said = Arrays.copyOf(both, length);
    return MessageDigest.isEqual(
            mac(form, said, meant), Arrays.copyOfRange(both, length, both.length))
        ? Optional.of(ByteBuffer.wrap(said))
        : Optional.empty();
  }

  private byte[] mac(FormId form, byte[] said, Consumer<Mac> meant) {
    UUID id = form.value();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(
          ByteBuffer.allocate(2 * Long.BYTES)
              .putLong(id.getMostSignificantBits())
              .putLong(id.getLeastSignificantBits())
              .array());
      mac.update(said);
      meant.accept(mac);
      return Arrays.copyOf(mac.doFinal(), MAC);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }
}

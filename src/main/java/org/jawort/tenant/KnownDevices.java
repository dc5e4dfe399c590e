package org.jawort.tenant;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jawort.platform.MasterSecret;
import org.springframework.stereotype.Component;

/**
 * Recognises devices from which somebody has signed in before, by a value that their browser keeps:
 * a random name of the device, and for each person who signed in there a mark that only this
 * installation can make. It opens nothing; who guesses elsewhere merely does not hold them up.
 */
@Component
public final class KnownDevices {
  private static final int NAME = 16;
  private static final int MARK = 16;
  private static final int MOST_PEOPLE = 4;
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]{22}(?:\\.[A-Za-z0-9_-]{22}){1," + MOST_PEOPLE + "}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey key;

  KnownDevices(MasterSecret secret) {
    this.key = secret.keyFor("known-device");
  }

  /** The name of the device, where the person has signed in from it before. */
  Optional<byte[]> name(String kept, StaffEmail email) {
    if (!FORM.matcher(kept).matches()) {
      return Optional.empty();
    }
    List<byte[]> parts = Stream.of(kept.split("\\.")).map(Base64.getUrlDecoder()::decode).toList();
    byte[] name = parts.getFirst();
    byte[] mark = mark(name, email);
    boolean known =
        parts.stream()
            .skip(1)
            .map(one -> MessageDigest.isEqual(one, mark))
            .reduce(false, Boolean::logicalOr);
    return known ? Optional.of(name) : Optional.empty();
  }

  /** What the browser keeps from now on; the latest few people of a device stay known. */
  public String remember(String kept, StaffEmail email) {
    boolean good = FORM.matcher(kept).matches();
    byte[] name = good ? Base64.getUrlDecoder().decode(kept.split("\\.")[0]) : fresh();
    String mark = text(mark(name, email));
    Stream<String> others =
        good ? Stream.of(kept.split("\\.")).skip(1).filter(one -> !one.equals(mark)) : Stream.of();
    List<String> marks = Stream.concat(Stream.of(mark), others).limit(MOST_PEOPLE).toList();
    return text(name) + "." + String.join(".", marks);
  }

  private static byte[] fresh() {
    byte[] name = new byte[NAME];
    RANDOM.nextBytes(name);
    return name;
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private byte[] mark(byte[] name, StaffEmail email) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(name);
      return Arrays.copyOf(mac.doFinal(email.key().getBytes(StandardCharsets.UTF_8)), MARK);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }
}

package org.jawort.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The installation's master secret (JAWORT_SECRET), from which keys are derived (HKDF, RFC 5869),
 * so that no two uses share one. Keys that must outlive it, or must not be known to whoever knows
 * it, are random, and it seals them for the database.
 */
public final class MasterSecret {
  private static final byte[] SALT = "jawort".getBytes(StandardCharsets.UTF_8);

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE = 12;
  private static final int TAG = 16;

  private final byte[] secret;

  /** The secret that the settings give, or the one kept in the data folder, made where missing. */
  public static MasterSecret of(Settings settings) {
    return new MasterSecret(settings.secret().orElseGet(() -> kept(file(settings))));
  }

  /** Tells whether {@link #of} would have to make one. */
  static boolean isMissing(Settings settings) {
    return settings.secret().isEmpty() && Files.notExists(file(settings));
  }

  static Path file(Settings settings) {
    return settings.data().resolve("secret");
  }

  private static String kept(Path file) {
    try {
      if (Files.notExists(file)) {
        write(file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a new secret into a file that only this user can read. */
  static void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, HexFormat.of().formatHex(randomKey()), StandardOpenOption.SYNC);
  }

  /** Takes the secret as it stands in the setting; its strength is checked there. */
  public MasterSecret(String secret) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
  }

  /** Makes a random key of 32 bytes. */
  public static byte[] randomKey() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return random;
  }

  /**
   * Seals a key, so that nobody without this secret can read or replace it (AES-256-GCM).
   *
   * @param use what it is for; it opens under the same one alone
   */
  public byte[] seal(String use, byte[] key) {
    byte[] nonce = new byte[NONCE];
    new SecureRandom().nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, use, nonce).doFinal(key);
      return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of every JDK", e);
    }
  }

  /** Opens what {@link #seal} sealed; empty where another secret did, or it was changed. */
  public Optional<byte[]> open(String use, byte[] sealed) {
    if (sealed.length < NONCE + TAG) {
      return Optional.empty();
    }
    byte[] nonce = Arrays.copyOf(sealed, NONCE);
    try {
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, use, nonce).doFinal(sealed, NONCE, sealed.length - NONCE));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of every JDK", e);
    }
  }

  private Cipher cipher(int mode, String use, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    var key = new SecretKeySpec(keyFor("seal").getEncoded(), "AES");
    cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
    cipher.updateAAD(use.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  /** Derives the HMAC-SHA256 key for one use, named by a short constant such as "token". */
  public SecretKey keyFor(String use) {
    try {
      var parameters =
          HKDFParameterSpec.ofExtract()
              .addIKM(secret)
              .addSalt(SALT)
              .thenExpand(use.getBytes(StandardCharsets.UTF_8), 32);
      return KDF.getInstance("HKDF-SHA256").deriveKey("HmacSHA256", parameters);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HKDF-SHA256 is part of every JDK 25", e);
    }
  }
}

package org.jawort.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The installation's master secret (JAWORT_SECRET), from which every key is derived (HKDF, RFC
 * 5869), so that no two uses share one.
 */
public final class MasterSecret {
  private static final byte[] SALT = "jawort".getBytes(StandardCharsets.UTF_8);

  private final byte[] secret;

  /** The secret that the settings give, or the one kept in the data folder, made where missing. */
  public static MasterSecret of(Settings settings) {
    return new MasterSecret(settings.secret().orElseGet(() -> kept(file(settings))));
  }

  /** Tells whether {@link #of} would have to make one. */
  static boolean isMissing(Settings settings) {
    return settings.secret().isEmpty() && Files.notExists(file(settings));
  }

  private static Path file(Settings settings) {
    return settings.data().resolve("secret");
  }

  private static String kept(Path file) {
    try {
      if (Files.notExists(file)) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        Files.createDirectories(file.getParent());
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(random));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the secret as it stands in the setting; its strength is checked there. */
  public MasterSecret(String secret) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
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

package org.jawort.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
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

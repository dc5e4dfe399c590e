package org.jawort.consent.log;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/** An Ed25519 key pair that follows from a seed (RFC 8032 section 5.1.5). */
final class SigningKey {
  private final KeyPair pair;
  private final VerifierKey verifierKey;

  private SigningKey(KeyPair pair, VerifierKey verifierKey) {
    this.pair = pair;
    this.verifierKey = verifierKey;
  }

  /**
   * Makes the pair.
   *
   * @param name under which it signs
   * @param seed 32 bytes
   */
  static SigningKey of(String name, byte[] seed) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519", "SunEC");
      generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
      KeyPair pair = generator.generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      byte[] key = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
      return new SigningKey(pair, new VerifierKey(name, key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 is part of every JDK", e);
    }
  }

  VerifierKey verifierKey() {
    return verifierKey;
  }

  byte[] sign(String text) {
    try {
      Signature signer = Signature.getInstance("Ed25519", "SunEC");
      signer.initSign(pair.getPrivate());
      signer.update(text.getBytes(StandardCharsets.UTF_8));
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Ed25519 is part of every JDK", e);
    }
  }

  /**
   * The JDK asks a source of randomness for the private key, and gives no other way from it to the
   * public one.
   */
  private static final class Seed extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final transient byte[] seed;

    Seed(byte[] seed) {
      super(null, null);
      this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      if (bytes.length != seed.length) {
        throw new IllegalStateException("a seed of %d bytes is asked for".formatted(bytes.length));
      }
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}

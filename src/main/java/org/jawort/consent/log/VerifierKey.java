package org.jawort.consent.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An Ed25519 public key with the name under which it signs (C2SP signed-note, law 50).
 *
 * @param name neither empty nor with white space or a plus
 * @param key 32 bytes (RFC 8032)
 */
public record VerifierKey(String name, byte[] key) {
  /** Names Ed25519 where several kinds could stand. */
  private static final byte ED25519 = 1;

  /** What stands before the 32 bytes in an X.509 SubjectPublicKeyInfo (RFC 8410). */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  /** Refuses names that cannot stand in a note. */
  public VerifierKey {
    mustFit(name, key);
  }

  static void mustFit(String name, byte[] key) {
    boolean spaced = name.codePoints().anyMatch(c -> Character.isSpaceChar(c) || c < ' ');
    if (name.isEmpty() || spaced || name.contains("+") || key.length != 32) {
      throw new MalformedException("the name of the key or its length is wrong");
    }
  }

  /**
   * Reads {@code <name>+<hex of the key ID>+<base64 of 0x01 and the key>}.
   *
   * @throws MalformedException where it is not exactly that, or the key ID does not belong to it
   */
  public static VerifierKey parse(String vkey) {
    var parsed =
        new VerifierKey(
            vkey.split("\\+", 2)[0], read(vkey, ED25519, "the verifier key is no Ed25519 key"));
    if (!parsed.toString().equals(vkey)) {
      throw new MalformedException("the key ID within the verifier key does not belong to the key");
    }
    return parsed;
  }

  /**
   * The 32 bytes within a vkey line of a kind.
   *
   * @param otherwise what to say where it is of another kind
   */
  static byte[] read(String vkey, byte kind, String otherwise) {
    String[] parts = vkey.split("\\+", 3);
    if (parts.length < 3) {
      throw new MalformedException("the verifier key does not have three parts with a + between");
    }
    byte[] typed = Encoding.base64(parts[2], "the verifier key");
    if (typed.length != 33 || typed[0] != kind) {
      throw new MalformedException(otherwise);
    }
    return Arrays.copyOfRange(typed, 1, 33);
  }

  int id() {
    return id(name, ED25519, key);
  }

  /** The first four bytes of SHA-256 over name, newline, kind and key. */
  static int id(String name, byte kind, byte[] key) {
    var sha256 = TreeHash.sha256();
    sha256.update(name.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) '\n');
    sha256.update(kind);
    return ByteBuffer.wrap(sha256.digest(key)).getInt();
  }

  /** Tells whether the signature is this key's over the text. */
  boolean signed(String text, byte[] signature) {
    return signed(key, text, signature);
  }

  static boolean signed(byte[] key, String text, byte[] signature) {
    try {
      byte[] encoded = ByteBuffer.allocate(44).put(X509).put(key).array();
      PublicKey publicKey =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(publicKey);
      verifier.update(text.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // The bytes are no point of the curve, or no signature at all.
      return false;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** The vkey line, without a newline. */
  @Override
  public String toString() {
    return vkey(name, ED25519, key);
  }

  static String vkey(String name, byte kind, byte[] key) {
    byte[] typed = ByteBuffer.allocate(33).put(kind).put(key).array();
    return "%s+%08x+%s"
        .formatted(name, id(name, kind, key), Base64.getEncoder().encodeToString(typed));
  }
}

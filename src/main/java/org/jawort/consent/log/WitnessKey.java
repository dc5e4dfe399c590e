package org.jawort.consent.log;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/**
 * The Ed25519 public key of a witness, with the name under which it cosigns checkpoints (C2SP
 * tlog-cosignature, law 63).
 *
 * @param name neither empty nor with white space or a plus
 * @param key 32 bytes (RFC 8032)
 */
public record WitnessKey(String name, byte[] key) {
  /**
   * Cosignatures with a time; so the key of a log is none of a witness, nor the other way round.
   */
  private static final byte COSIGNATURE = 4;

  /** Eight bytes of time and the signature itself. */
  private static final int LENGTH = 8 + 64;

  /** Refuses names that cannot stand in a note. */
  public WitnessKey {
    VerifierKey.mustFit(name, key);
  }

  /**
   * Reads {@code <name>+<hex of the key ID>+<base64 of 0x04 and the key>}.
   *
   * @throws MalformedException where it is not exactly that, or the key ID does not belong to it
   */
  public static WitnessKey parse(String vkey) {
    var parsed =
        new WitnessKey(
            vkey.split("\\+", 2)[0],
            VerifierKey.read(vkey, COSIGNATURE, "the verifier key is not a witness's (Ed25519)"));
    if (!parsed.toString().equals(vkey)) {
      throw new MalformedException("the key ID within the verifier key does not belong to the key");
    }
    return parsed;
  }

  int id() {
    return VerifierKey.id(name, COSIGNATURE, key);
  }

  /** What is signed: what the text says is the largest that was seen of the log by then. */
  static String message(String text, Instant at) {
    return "cosignature/v1\ntime " + at.getEpochSecond() + "\n" + text;
  }

  /** Tells whether the bytes are a time and this key's signature over it and the text. */
  boolean cosigned(String text, byte[] signature) {
    return signature.length == LENGTH
        && ByteBuffer.wrap(signature).getLong() > 0
        && VerifierKey.signed(
            key, message(text, time(signature)), Arrays.copyOfRange(signature, 8, LENGTH));
  }

  static Instant time(byte[] signature) {
    // A number beyond what time can be was never signed by an honest clock.
    long seconds = ByteBuffer.wrap(signature).getLong();
    return Instant.ofEpochSecond(Math.clamp(seconds, 0, Instant.MAX.getEpochSecond()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WitnessKey that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** The vkey line, without a newline. */
  @Override
  public String toString() {
    return VerifierKey.vkey(name, COSIGNATURE, key);
  }
}

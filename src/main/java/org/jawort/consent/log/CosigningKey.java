package org.jawort.consent.log;

import java.nio.ByteBuffer;
import java.time.Instant;

/** The private half of a witness's key (C2SP tlog-cosignature, law 63). */
public final class CosigningKey {
  private final SigningKey key;
  private final WitnessKey witnessKey;

  /**
   * Makes the pair.
   *
   * @param name under which it cosigns
   * @param seed 32 random bytes
   */
  public CosigningKey(String name, byte[] seed) {
    this.key = SigningKey.of(name, seed);
    this.witnessKey = new WitnessKey(name, key.verifierKey().key());
  }

  /** What others check with. */
  public WitnessKey witnessKey() {
    return witnessKey;
  }

  /**
   * Cosigns the text of a checkpoint.
   *
   * @param at the present, which the signature covers by the second
   */
  public SignedNote.Line cosign(String text, Instant at) {
    byte[] signature = key.sign(WitnessKey.message(text, at));
    byte[] timed =
        ByteBuffer.allocate(8 + signature.length)
            .putLong(at.getEpochSecond())
            .put(signature)
            .array();
    return new SignedNote.Line(witnessKey.name(), witnessKey.id(), timed);
  }
}

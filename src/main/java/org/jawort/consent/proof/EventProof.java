package org.jawort.consent.proof;

/** What the transparency log has to say about an event. */
public sealed interface EventProof {
  /**
   * It stands in the log.
   *
   * @param position counted from 0
   * @param commitment that stands there for it, 32 bytes
   * @param file the proof, a file {@code c2sp.org/tlog-proof@v1} without anything personal (law 51)
   */
  record Sealed(long position, byte[] commitment, String file) implements EventProof {}

  /** It is in the ledger, and its place in the log follows within two seconds. */
  record NotYetSealed() implements EventProof {}

  /** The tenant has no such event. */
  record Unknown() implements EventProof {}
}

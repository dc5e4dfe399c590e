package org.jawort.consent.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A log in memory that signs what its owner likes, also what contradicts what it signed before. */
public final class SignedLog {
  private final SigningKey key;
  private final List<byte[]> entries = new ArrayList<>();

  /**
   * A log without entries.
   *
   * @param seed of its key, in one byte
   */
  public SignedLog(String origin, int seed) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) seed;
    this.key = SigningKey.of(origin, bytes);
  }

  /** The same owner's log, with other entries from a place on. */
  public static SignedLog fork(SignedLog of, int from) {
    var fork = new SignedLog(of.key);
    fork.entries.addAll(of.entries.subList(0, from));
    for (int i = from; i < of.entries.size(); i++) {
      fork.entries.add(("another entry " + i).getBytes(StandardCharsets.UTF_8));
    }
    return fork;
  }

  private SignedLog(SigningKey key) {
    this.key = key;
  }

  /** Adds entries until there are so many. */
  public SignedLog grow(int size) {
    while (entries.size() < size) {
      entries.add(("entry " + entries.size()).getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  /** What others check with. */
  public VerifierKey key() {
    return key.verifierKey();
  }

  /** The checkpoint of its first entries. */
  public Checkpoint checkpoint(int size) {
    return new Checkpoint(
        key.verifierKey().name(), size, IndependentVerifier.mth(entries.subList(0, size)));
  }

  /** The same, signed. */
  public SignedNote note(int size) {
    return SignedNote.sign(checkpoint(size).text(), List.of(key));
  }

  /** Any text, signed by its key. */
  public SignedNote sign(String text) {
    return SignedNote.sign(text, List.of(key));
  }

  /** That its first entries go on from fewer, as RFC 6962 section 2.1.2 defines it. */
  public List<byte[]> proof(int from, int to) {
    return from == 0 || from == to ? List.of() : proof(from, entries.subList(0, to), true);
  }

  private static List<byte[]> proof(int m, List<byte[]> d, boolean known) {
    int n = d.size();
    if (m == n) {
      return known ? List.of() : List.of(IndependentVerifier.mth(d));
    }
    int k = Integer.highestOneBit(n - 1);
    var proof = new ArrayList<byte[]>();
    if (m <= k) {
      proof.addAll(proof(m, d.subList(0, k), known));
      proof.add(IndependentVerifier.mth(d.subList(k, n)));
    } else {
      proof.addAll(proof(m - k, d.subList(k, n), false));
      proof.add(IndependentVerifier.mth(d.subList(0, k)));
    }
    return proof;
  }

  /** The body of a request to a witness. */
  public String request(int old, int size) {
    return new AddCheckpoint(old, proof(old, size), note(size)).toString();
  }

  List<byte[]> entries() {
    return entries;
  }
}

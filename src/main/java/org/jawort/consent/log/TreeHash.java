package org.jawort.consent.log;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes of a Merkle tree (RFC 6962 section 2.1, law 46); for one thread at a time. */
final class TreeHash {
  /** Bytes of a hash. */
  static final int LENGTH = 32;

  private final MessageDigest sha256 = sha256();

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  /** The root of a tree without entries. */
  byte[] empty() {
    return sha256.digest();
  }

  byte[] leaf(byte[] entry) {
    sha256.update((byte) 0);
    return sha256.digest(entry);
  }

  byte[] node(byte[] left, byte[] right) {
    sha256.update((byte) 1);
    sha256.update(left);
    return sha256.digest(right);
  }

  /**
   * The root above neighbouring hashes.
   *
   * @param hashes of a tile
   * @param first the first of them
   * @param count how many; a power of two
   */
  byte[] above(byte[] hashes, int first, int count) {
    byte[] row = new byte[count * LENGTH];
    System.arraycopy(hashes, first * LENGTH, row, 0, row.length);
    try {
      for (int width = count / 2; width > 0; width /= 2) {
        for (int i = 0; i < width; i++) {
          sha256.update((byte) 1);
          sha256.update(row, i * 2 * LENGTH, 2 * LENGTH);
          sha256.digest(row, i * LENGTH, LENGTH);
        }
      }
    } catch (DigestException e) {
      throw new IllegalStateException("a hash has always room for itself", e);
    }
    return java.util.Arrays.copyOf(row, LENGTH);
  }
}
